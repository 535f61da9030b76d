package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import dev.fairway.ledger.Ledger;
import dev.fairway.resource.ApplicationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What repositories, commits and containers say is shown as text, wherever it comes up. */
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class HostileTextTest {

    private static final String APP = "hostile";
    /** Turns the direction of what follows, and a link of a terminal. */
    private static final String TURNED = "\u202edetrevni \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007";

    private static final String LONG = "w".repeat(63);

    private static final String IMAGE = "<img src=x onerror=document.title='taken'>";

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void nothingThatSomebodyWroteRunsOrIsMarkup() {
        Repository lab = fairway.repository("hostile");
        String escape = "\\e[31mred" + IMAGE;
        lab.push(
                "Subject " + IMAGE + " " + TURNED + " " + LONG.repeat(9),
                Map.of(
                        APP + "/long.yaml",
                        Yaml.deployment(LONG, "never-ready", "ANY").replace("  replicas: 2", "  replicas: 1"),
                        APP + "/web.yaml",
                        Yaml.deployment(
                                        "web",
                                        "fails-without-env:" + escape + "\\u202e\\e]8;;https://evil.example\\a",
                                        "ANY")
                                .replace("  replicas: 2", "  replicas: 1\n  progressDeadlineSeconds: 4")
                                .replace(
                                        "metadata:\n  name: web",
                                        "metadata:\n  annotations:\n    link.argocd.argoproj.io/external-link: \"javascript:document.title='taken'\"\n"
                                                + "    note: \"" + IMAGE + "\"\n  name: web"),
                        APP + "/settings.yaml",
                        Yaml.configMap("settings", IMAGE + "\u202e")));
        rest.create(Yaml.automated(APP, fairway.address("hostile"))
                .replace(
                        "  namespace: argocd",
                        "  namespace: argocd\n  annotations:\n    link.argocd.argoproj.io/external-link: \"javascript:alert(1)\"\n"
                                + "    fairway.dev/runbook: \"javascript:alert(1)\""));
        ApplicationName name = new ApplicationName("argocd", APP);
        eventually(() -> assertThat(rest.state(APP)).isEqualTo("Synced Degraded"));
        String operation = "/ops/"
                + fairway.part(Ledger.class).operations(name, 1).getFirst().id();
        String page = "/apps/argocd/" + APP;

        try (Browser browser = Browser.open(fairway.address(), fairway.session("root", Role.ADMIN))) {
            List<String> dialogs = new ArrayList<>();
            browser.page().onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            String everything = "";
            for (String path : List.of(
                    "/",
                    "/apps?q=" + APP,
                    page + "/tree",
                    page + "/list",
                    page + "/pods",
                    page + "/diff",
                    page + "/timeline",
                    page + "/history",
                    page + "/logs?previous=true",
                    page + "/r/apps/Deployment/" + APP + "/web",
                    page + "/r/apps/Deployment/" + APP + "/web/yaml",
                    page + "/r/-/ConfigMap/" + APP + "/settings/yaml",
                    operation)) {
                browser.visit(path);
                assertThat(browser.ask("document.querySelectorAll('img').length"))
                        .as(path)
                        .isEqualTo(0);
                assertThat(browser.ask("document.querySelectorAll('a[href^=\"javascript\" i]').length"))
                        .as(path)
                        .isEqualTo(0);
                assertThat(browser.page().title()).as(path).isNotEqualTo("taken");
                assertThat(browser.complaints()).as(path).isEmpty();
                assertThat(browser.page().content()).as(path).doesNotContain("\u001b", "\u202e");
                if (path.contains("/logs") || path.contains("/timeline") || path.equals(operation)) {
                    assertThat(browser.text()).as(path).doesNotContain("]8;;");
                }
                browser.size(390, 844);
                assertThat(browser.tooWide()).as(path).isEmpty();
                assertThat(browser.sideways()).as(path).isEmpty();
                browser.size(1_440, 900);
                everything += browser.text();
            }
            assertThat(everything)
                    .contains("Subject " + IMAGE + " detrevni click", "cannot start: red" + IMAGE + " is not set")
                    .contains("value: \"" + IMAGE + "\\u202e\"");
            assertThat(dialogs).isEmpty();
        }
    }
}
