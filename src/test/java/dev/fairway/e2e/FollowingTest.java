package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import dev.fairway.browser.Line;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A log as it is written, in a browser. */
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class FollowingTest {

    private static final String APP = "ferry-log";
    private static final String FOLLOWED = "/apps/argocd/" + APP + "/logs?tail=100";
    private static final Pattern REQUEST = Pattern.compile("request (\\d+) answered");

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @BeforeEach
    void aPodThatWritesFiveHundredLinesASecond() {
        if (rest.get("/api/v1/applications/" + APP).statusCode() != 200) {
            fairway.repository("following")
                    .push(
                            "A chatty ferry",
                            Map.of(
                                    APP + "/ferry.yaml",
                                    Yaml.deployment("ferry", "chatty:500", "QUAY")
                                            .replace("replicas: 2", "replicas: 1")));
            rest.create(Yaml.automated(APP, fairway.address("following")));
        }
        eventually(() -> assertThat(rest.state(APP)).isEqualTo("Synced Healthy"));
    }

    @Test
    void everyLineComesOnceAndTheConnectionMayBreakMeanwhile() throws IOException {
        try (Line line = new Line(fairway.address());
                Browser far = Browser.open(line.address(), fairway.session("ada", Role.DEVELOPER))) {
            far.visit(FOLLOWED);
            far.until(page -> page.all(".log-lines li").size() >= 90);
            far.find("[data-follow]").click();
            far.until(page -> page.find("[data-follow-state]").innerText().equals("Following"));
            long seen = numbers(far).getLast();
            far.until(page -> numbers(page).getLast() > seen + 100);

            line.cut();
            far.until(page -> page.text().contains("Connection lost, trying again"));
            line.mend();

            long before = numbers(far).getLast();
            far.until(page -> numbers(page).getLast() > before + 300);
            List<Long> numbers = numbers(far);
            for (int at = 1; at < numbers.size(); at++) {
                assertThat(numbers.get(at))
                        .as("the line after %d", numbers.get(at - 1))
                        .isEqualTo(numbers.get(at - 1) + 1);
            }
        }
    }

    @Test
    void thePageHoldsTwoThousandLinesAndLeavesWhoReadsAlone() {
        try (Browser browser = Browser.open(fairway.address(), fairway.session("ada", Role.DEVELOPER))) {
            browser.visit(FOLLOWED.replace("tail=100", "tail=2000"));
            browser.find("[data-follow]").click();
            browser.until(page -> page.all(".log-lines li").size() == 2_000);
            browser.ask("document.querySelector('.log-lines').scrollTop = 0");
            browser.until(page -> page.find("[data-follow-state]").innerText().contains("new lines below"));
            assertThat(browser.all(".log-lines li")).hasSize(2_000);
            assertThat(browser.says("document.querySelector('.log-lines').scrollTop < 100"))
                    .isTrue();
        }
    }

    private static List<Long> numbers(Browser page) {
        return REQUEST.matcher((String) page.ask("document.querySelector('.log-lines').textContent"))
                .results()
                .map((MatchResult found) -> Long.parseLong(found.group(1)))
                .toList();
    }
}
