package dev.fairway.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ApplicationName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    /** Whoever writes a project gives nothing outside it, whatever they write. */
    @Test
    void aRoleOfAProjectCountsInThatProjectOnly() {
        PolicyText read = ProjectPolicy.read(
                "shop",
                "deployer",
                List.of(
                        "p, proj:shop:deployer, applications, sync, shop/*, allow",
                        "p, proj:shop:deployer, applications, *, */*, allow",
                        "p, proj:shop:deployer, applications, get, shop-eu/*, allow",
                        "p, role:admin, applications, *, shop/*, allow",
                        "p, proj:shop:deployer, *, *, shop/*, allow",
                        "p, proj:shop:deployer, accounts, update, shop/x, allow",
                        "g, ada, role:admin",
                        "nonsense"),
                List.of("sre"));
        assertThat(read.lines())
                .extracting(PolicyLine::text)
                .containsExactly(
                        "p, proj:shop:deployer, applications, sync, shop/*, allow", "g, group:sre, proj:shop:deployer");
        assertThat(read.mistakes()).extracting(PolicyText.Mistake::number).containsExactly(2, 3, 4, 5, 6, 7, 8);
        Policy policy = Policy.of(read.lines(), "");
        Subject member = new Subject("ada", Set.of("sre"), "");
        Decision sync = policy.decide(member, new Need(Resource.APPLICATIONS, "sync", "shop/cart"));
        assertThat(sync.isAllowed()).isTrue();
        assertThat(sync.because()).contains("the role deployer of the project shop");
        assertThat(policy.decide(member, new Need(Resource.APPLICATIONS, "sync", "shop-eu/cart"))
                        .isAllowed())
                .isFalse();
        assertThat(policy.decide(new Subject("sre", Set.of(), ""), new Need(Resource.APPLICATIONS, "sync", "shop/cart"))
                        .isAllowed())
                .as("a person who is called like the group")
                .isFalse();
        assertThat(ProjectPolicy.read("shop", "a, b", List.of(), List.of("sre")).lines())
                .isEmpty();
    }

    private static final Subject ADA = new Subject("ada", Set.of("sre"), "");

    @Test
    void whatNoLineAllowsIsDenied() {
        Decision decision = policy("").decide(ADA, on("sync", "shop/cart"));
        assertThat(decision.isAllowed()).isFalse();
        assertThat(decision.because()).isEqualTo("No line of the policy allows it, and what is not allowed is denied.");
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, get, true",
        "VIEWER, sync, false",
        "DEVELOPER, get, true",
        "DEVELOPER, sync, true",
        "DEVELOPER, action/apps/Deployment/restart, true",
        "DEVELOPER, delete//Pod/shop/cart-1, true",
        "DEVELOPER, delete/apps/Deployment/shop/cart, false",
        "DEVELOPER, delete, false",
        "DEVELOPER, rollback/push, false",
        "OPERATOR, delete, true",
        "OPERATOR, delete/apps/Deployment/shop/cart, true",
        "OPERATOR, rollback/push, true",
        "ADMIN, anything, true"
    })
    void eachRoleMayWhatItsNameSays(BuiltInRole role, String action, boolean allowed) {
        assertThat(policy("")
                        .decide(Subject.withRole(role), on(action, "shop/cart"))
                        .isAllowed())
                .isEqualTo(allowed);
    }

    @Test
    void roleInOneProjectEndsAtItsBorder() {
        Policy policy = policy("g, ada, role:developer, shop");
        assertThat(policy.decide(ADA, on("sync", "shop/cart")).isAllowed()).isTrue();
        assertThat(policy.decide(ADA, on("sync", "bank/ledger")).isAllowed()).isFalse();
        assertThat(policy.decide(ADA, on("get", "bank/ledger")).isAllowed()).isFalse();
        assertThat(policy.decide(ADA, on("sync", "shop-two/cart")).isAllowed()).isFalse();
        assertThat(policy.decide(ADA, Need.onInstallation(Resource.ACCOUNTS, "get"))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void administratorOfAProjectIsNoneOfTheInstallation() {
        Policy policy = policy("g, ada, role:admin, shop");
        assertThat(policy.decide(ADA, new Need(Resource.PROJECTS, "update", "shop"))
                        .isAllowed())
                .isTrue();
        assertThat(policy.decide(ADA, new Need(Resource.PROJECTS, "update", "bank"))
                        .isAllowed())
                .isFalse();
        assertThat(policy.decide(ADA, new Need(Resource.CLUSTERS, "delete", "https://prod.example"))
                        .isAllowed())
                .isFalse();
        assertThat(policy.decide(ADA, new Need(Resource.PROJECTS, "create", "*"))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void denyBeatsEveryAllowAlsoThatOfTheDefaultRole() {
        Policy policy = Policy.of(PolicyText.read("""
                    g, sre, role:admin
                    p, sre, applications, delete, */*-prod, deny
                    p, ada, applications, get, shop/secret, deny
                    """).lines(), "role:viewer");
        assertThat(policy.decide(ADA, on("delete", "shop/cart")).isAllowed()).isTrue();
        Decision denied = policy.decide(ADA, on("delete", "shop/cart-prod"));
        assertThat(denied.isAllowed()).isFalse();
        assertThat(denied.because())
                .isEqualTo("Denied by “p, sre, applications, delete, */*-prod, deny” (line 2 of the policy).");
        assertThat(policy.decide(ADA, on("get", "shop/secret")).isAllowed()).isFalse();
    }

    @Test
    void decisionNamesTheLineAndTheWayToIt() {
        assertThat(policy("""
                    # who
                    g, sre, role:operator, shop
                    """).decide(ADA, on("delete", "shop/cart")).because())
                .isEqualTo(
                        "Allowed by “p, role:operator, applications, delete, *, allow” (built in), reached by “g, sre,"
                                + " role:operator, shop” (line 2 of the policy).");
    }

    @Test
    void refusalSaysWhatIsMissingAndWhomToAsk() {
        Policy policy = policy("""
            g, user:grace, role:operator, shop
            g, group:sre-leads, role:admin
            g, ada, role:viewer, shop
            """);
        assertThat(policy.decide(ADA, on("sync", "shop/cart")).refusal())
                .isEqualTo("You may not do this: it needs the role developer in the project shop (applications, sync,"
                        + " shop/cart). Ask the group sre-leads or grace.");
    }

    @Test
    void whoCallsThemselvesLikeARoleDoesNotHaveIt() {
        Subject cheat = new Subject("role:admin", Set.of("role:admin", "user:root", "proj:shop:deployer"), "");
        Policy policy = policy("g, user:root, role:admin");
        assertThat(policy.decide(cheat, on("get", "shop/cart")).isAllowed()).isFalse();
    }

    @Test
    void rolesThatHoldEachOtherEnd() {
        Policy policy = policy("""
            g, role:a, role:b
            g, role:b, role:a
            g, ada, role:a
            p, role:b, applications, sync, shop/*, allow
            """);
        assertThat(policy.decide(ADA, on("sync", "shop/cart")).isAllowed()).isTrue();
        assertThat(policy.decide(ADA, on("sync", "bank/cart")).isAllowed()).isFalse();
    }

    @Test
    void sightIsWhatDecisionsSay() {
        Policy policy = policy("""
            p, ada, applications, get, shop/*, allow
            p, ada, applications, *, shop/secret, deny
            g, ada, role:viewer, bank
            """);
        Sight sight = policy.sight(ADA);
        assertThat(sight.isEverything()).isFalse();
        for (String object : List.of("shop/cart", "shop/secret", "bank/ledger", "till/till")) {
            String project = object.substring(0, object.indexOf('/'));
            ApplicationName name = new ApplicationName("argocd", object.substring(object.indexOf('/') + 1));
            assertThat(sight.sees(project, name))
                    .as(object)
                    .isEqualTo(policy.decide(ADA, on("get", object)).isAllowed());
        }
        assertThat(policy("g, ada, role:viewer").sight(ADA).isEverything()).isTrue();
        assertThat(policy("g, ada, role:viewer\np, ada, applications, get, shop/secret, deny")
                        .sight(ADA)
                        .isEverything())
                .isFalse();
    }

    @Test
    void starOfAnObjectSpansSlashesAsInArgoCd() {
        Policy policy = policy("p, ada, applications, sync, shop/*, allow");
        assertThat(policy.decide(
                                ADA,
                                Need.onApplication(
                                        Resource.APPLICATIONS, "sync", "shop", new ApplicationName("team-a", "cart")))
                        .isAllowed())
                .isTrue();
    }

    private static Policy policy(String text) {
        PolicyText read = PolicyText.read(text);
        assertThat(read.mistakes()).isEmpty();
        return Policy.of(read.lines(), "");
    }

    private static Need on(String action, String object) {
        return new Need(Resource.APPLICATIONS, action, object);
    }
}
