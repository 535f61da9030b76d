package dev.fairway.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalLinkTest {

    @Test
    void anAnnotationGivesALinkWithItsTitleOrItsName() {
        assertThat(ExternalLink.in(Map.of(
                        "link.argocd.argoproj.io/b-dashboard", "Dashboard|https://graphs.example/d/1?a=b#c",
                        "link.argocd.argoproj.io/a-runbook", "https://wiki.example/runbook",
                        "other/annotation", "https://elsewhere.example")))
                .containsExactly(
                        new ExternalLink("a-runbook", "https://wiki.example/runbook"),
                        new ExternalLink("Dashboard", "https://graphs.example/d/1?a=b#c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript://wiki.example/%0aalert(1)",
                "data:text/html,<script>",
                "//evil.example",
                "/apps",
                "https:",
                "https://a b",
                "java\nscript:alert(1)",
                ""
            })
    void whatIsNoAddressOfTheWebIsNoLink(String value) {
        assertThat(ExternalLink.in(Map.of("link.argocd.argoproj.io/bad", "Click|" + value)))
                .isEmpty();
    }
}
