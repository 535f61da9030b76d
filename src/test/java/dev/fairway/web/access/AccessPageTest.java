package dev.fairway.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Policies;
import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import dev.fairway.resource.Actor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code /settings/access}: asked, granted, written and tried as a person does. */
@WithPages
class AccessPageTest {

    @Autowired
    private Site site;

    @Autowired
    private Cast cast;

    @Autowired
    private Policies policies;

    private Caller admin = Caller.nobody("");
    private Caller viewer = Caller.nobody("");

    @BeforeEach
    void someoneLooks() {
        cast.enter();
        admin = Caller.withSession(site.address(), cast.sessionWith("cast-admin", Role.ADMIN));
        viewer = Caller.withSession(site.address(), cast.sessionIn("cast-viewer", "role:viewer"));
    }

    @AfterEach
    void policyIsEmptyAgain() {
        policies.replace("", "", new Principal("cast-admin", Role.ADMIN, Actor.person("cast-admin")));
    }

    @Test
    void tellsWhoMayDoWhatAndTheLineThatSaysSo() {
        assertThat(text(admin.get("/settings/access?who=cast-viewer&deed=see&object=" + Cast.OWN)))
                .contains("cast-viewer may: See an application: cast-own/cast-own")
                .contains("“p, role:viewer, applications, get, *, allow” (built in)")
                .contains("“g, user:cast-viewer, role:viewer, cast-own” (granted by test)");
        assertThat(text(admin.get("/settings/access?who=cast-viewer&deed=sync&object=cast-own/cast-own")))
                .contains("cast-viewer may not: Sync, refresh, pause")
                .contains("No line of the policy allows it")
                .contains("Who may: ");
    }

    @Test
    void whoMayNotReadTheRightsOfOthersAsksAboutThemselves() {
        String page = text(viewer.get("/settings/access?who=cast-admin&deed=access&object="));
        assertThat(page)
                .contains("cast-viewer may not: Change who may do what")
                .contains("What each role may")
                .doesNotContain("cast-admin may", "Roles per project", "Save the policy");
    }

    @Test
    void roleIsGivenAndTakenBackOnThePage() {
        Caller stranger = Caller.withSession(site.address(), cast.sessionWith("cast-guest", Role.NONE));
        assertThat(stranger.get("/apps/argocd/" + Cast.OWN).status()).isEqualTo(404);
        Caller.Answer given = admin.submit(
                "/settings/access/grants",
                admin.form(),
                "&kind=USER&subject=cast-guest&role=role:viewer&project=" + Cast.OWN);
        assertThat(given.status()).as(given.body()).isEqualTo(302);
        assertThat(stranger.get("/apps/argocd/" + Cast.OWN).status()).isEqualTo(200);
        assertThat(stranger.get("/apps/argocd/" + Cast.FOREIGN).status()).isEqualTo(404);
        assertThat(text(admin.get("/settings/access"))).contains("cast-guest");
    }

    @Test
    void policyIsTriedBeforeItIsSavedAndCountsAtOnce() {
        String policy = "g, cast-viewer, role:developer, cast-own\np, cast-viewer, logs, get, */*, deny\n"
                + "g, cast-newcomer, role:viewer, cast-own\np, cast-newcomer, logs, get, cast-own/cast-own, deny";
        String tried = text(save("/settings/access/policy/preview", policy));
        assertThat(tried)
                .contains("What would change")
                .contains("may: Sync, refresh, pause")
                .contains("may not: Read logs")
                .contains("cast-newcomer may: See an application cast-own")
                .contains("p, cast-viewer, logs, get, */*, deny");
        assertThat(policies.current().text()).as("a preview changes nothing").isEmpty();
        assertThat(save("/settings/access/policy", policy).status()).isEqualTo(302);
        assertThat(viewer.get("/apps/argocd/cast-own/logs").status()).isEqualTo(403);
        assertThat(text(viewer.get("/apps/argocd/cast-own/logs")))
                .contains("and a line of the policy denies it")
                .contains("logs, get, cast-own/cast-own");
    }

    @Test
    void policyWithAMistakeIsNotSavedAtAll() {
        Caller.Answer answer = save("/settings/access/policy", "g, cast-viewer, role:admin\np, nonsense");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(text(answer)).contains("Nothing was changed.").contains("Line 2:");
        assertThat(policies.current().text()).isEmpty();
    }

    @Test
    void nobodyLocksThemselvesOut() {
        Caller.Answer answer = save("/settings/access/policy", "p, role:admin, *, *, *, deny");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(text(answer)).contains("With this policy you could not change it any more");
    }

    private Caller.Answer save(String path, String policy) {
        return admin.submit(
                path, admin.form(), "&defaultRole=&policy=" + URLEncoder.encode(policy, StandardCharsets.UTF_8));
    }

    private static String text(Caller.Answer answer) {
        return answer.body()
                .replaceAll("<[^>]+>", " ")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replaceAll("\\s+", " ");
    }
}
