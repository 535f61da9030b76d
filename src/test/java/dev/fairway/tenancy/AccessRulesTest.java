package dev.fairway.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AccessRulesTest {

    private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");
    private static final ResourceKey ROLE = new ResourceKey("rbac.authorization.k8s.io", "ClusterRole", "", "admin");

    @ParameterizedTest
    @CsvSource({
        "*,                                  https://example.org/a/b.git, true",
        "https://example.org/a/b,            https://EXAMPLE.org/a/b.git, true",
        "https://example.org/a/*,            https://example.org/a/b.git, true",
        "https://example.org/a/*,            https://example.org/a/b/c,   false",
        "https://example.org/a/**,           https://example.org/a/b/c,   true",
        "git@example.org:a/b.git,            ssh://git@example.org/a/b,   true",
        "https://example.org/*,              https://example.org.evil/a,  false",
        "!https://example.org/a/b,           https://example.org/a/b.git, false",
        "!https://example.org/a/b,           https://example.org/a/c.git, true"
    })
    void repositoriesAreComparedInTheirNormalFormAndAStarStopsAtASlash(
            String rule, String repository, boolean permitted) {
        assertThat(rules("'sourceRepos': ['" + rule + "']")
                        .source(new RepositoryUrl(repository))
                        .isPermitted())
                .isEqualTo(permitted);
    }

    @Test
    void aDenialBeatsEveryPermissionWhereverItStands() {
        AccessRules rules = rules("'sourceRepos': ['*', '!https://example.org/secret/**']");
        Verdict verdict = rules.source(new RepositoryUrl("https://example.org/secret/x"));
        assertThat(verdict.rule()).isEqualTo("sourceRepos: !https://example.org/secret/**");
        assertThat(verdict.problem().orElseThrow().message())
                .isEqualTo(
                        "The project shop does not permit it: the repository https://example.org/secret/x is denied.");
        assertThat(rules.source(new RepositoryUrl("https://example.org/open/x")).isPermitted())
                .isTrue();
    }

    @Test
    void aVerdictCarriesTheRuleThatDecided() {
        assertThat(rules("'sourceRepos': ['https://a/*', '*']")
                        .source(new RepositoryUrl("https://b/c"))
                        .rule())
                .isEqualTo("sourceRepos: *");
    }

    @Test
    void aDestinationMatchesByAddressOrByNameAndByNamespace() {
        AccessRules rules = rules(
                "'destinations': [{'server': 'https://one', 'namespace': 'team-*'}, {'name': 'two', 'namespace': '*'}]");
        assertThat(rules.destination("https://one", "in-cluster", "team-a").isPermitted())
                .isTrue();
        assertThat(rules.destination("https://one", "in-cluster", "other").isPermitted())
                .isFalse();
        assertThat(rules.destination("https://2", "two", "other").isPermitted()).isTrue();
        assertThat(rules.destination("https://3", "three", "team-a").isPermitted())
                .isFalse();
    }

    @Test
    void aDeniedNamespaceIsDeniedInEveryClusterAndADeniedClusterWhollyWhileTheRestIsPermitted() {
        AccessRules rules = rules(
                "'destinations': [{'server': '*', 'namespace': '!kube-system'}, {'server': '!https://one*', 'namespace': '*'}]");
        assertThat(rules.destination("https://two", "two", "kube-system").isPermitted())
                .isFalse();
        assertThat(rules.destination("https://one-a", "one", "shop").isPermitted())
                .isFalse();
        assertThat(rules.destination("https://two", "two", "shop").isPermitted())
                .isTrue();
    }

    @Test
    void withoutAListEveryNamespacedKindIsPermittedAndNoClusterScopedOne() {
        AccessRules rules = rules("");
        assertThat(rules.kind(WEB).isPermitted()).isTrue();
        assertThat(rules.kind(ROLE).isPermitted()).isFalse();
    }

    @Test
    void anEmptyListOfNamespacedKindsPermitsNone() {
        assertThat(rules("'namespaceResourceWhitelist': []").kind(WEB).isPermitted())
                .isFalse();
        assertThat(rules("'namespaceResourceWhitelist': null").kind(WEB).isPermitted())
                .isTrue();
        assertThat(rules("'namespaceResourceWhitelist': [{'group': 'apps', 'kind': '*'}]")
                        .kind(WEB)
                        .isPermitted())
                .isTrue();
    }

    @Test
    void theBlackListBeatsTheWhiteListAndNamesCanBeGiven() {
        assertThat(rules("'namespaceResourceBlacklist': [{'group': '*', 'kind': 'Deploy*'}]")
                        .kind(WEB)
                        .isPermitted())
                .isFalse();
        AccessRules one =
                rules("'clusterResourceWhitelist': [{'group': '*', 'kind': 'ClusterRole', 'name': 'shop-*'}]");
        assertThat(one.kind(ROLE).isPermitted()).isFalse();
        assertThat(one.kind(new ResourceKey("rbac.authorization.k8s.io", "ClusterRole", "", "shop-reader"))
                        .isPermitted())
                .isTrue();
    }

    @Test
    void applicationsMayLiveInTheControlPlanesNamespaceAndInThoseTheProjectAdmits() {
        AccessRules rules = rules("'sourceNamespaces': ['team-*', '/^x[0-9]+$/']");
        assertThat(rules.sourceNamespace("argocd").isPermitted()).isTrue();
        assertThat(rules.sourceNamespace("team-a").isPermitted()).isTrue();
        assertThat(rules.sourceNamespace("x12").isPermitted()).isTrue();
        assertThat(rules.sourceNamespace("other").isPermitted()).isFalse();
    }

    @Test
    void anObjectIsJudgedByItsKindAndByWhereItGoes() {
        AccessRules rules = rules("'destinations': [{'server': 'https://one', 'namespace': 'shop'}]");
        assertThat(rules.object(WEB, "https://one", "one").isPermitted()).isTrue();
        assertThat(rules.object(WEB.inNamespace("kube-system"), "https://one", "one")
                        .rule())
                .isEqualTo("destinations");
        assertThat(rules.object(ROLE, "https://one", "one").rule()).isEqualTo("clusterResourceWhitelist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sourceRepos': 'https://example.org'",
                "'sourceRepos': [1]",
                "'destinations': [{'server': 5}]",
                "'syncWindows': [{'kind': 'maybe', 'schedule': '0 0 * * *', 'duration': '1h'}]",
                "'syncWindows': [{'kind': 'deny', 'schedule': '0 0 * *', 'duration': '1h'}]",
                "'syncWindows': [{'kind': 'deny', 'schedule': '0 99 * * *', 'duration': '1h'}]",
                "'syncWindows': [{'kind': 'deny', 'schedule': '0 0 * * *', 'duration': '1d'}]",
                "'syncWindows': [{'kind': 'deny', 'schedule': '0 0 * * *', 'duration': '1h', 'timeZone': 'Mars/Base'}]"
            })
    void aProjectThatCannotBeReadSaysWhy(String spec) {
        assertThatThrownBy(() -> rules(spec))
                .hasMessageStartingWith("InvalidProject: The project shop cannot be read: ");
    }

    private static AccessRules rules(String spec) {
        return AccessRules.of(Project.read("shop", new JsonMapper().readTree(("{" + spec + "}").replace('\'', '"'))));
    }
}
