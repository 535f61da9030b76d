package dev.fairway.reconciliation.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** By which team and service figures and messages name an application. */
class ProjectPermissionsTest {

    private static final String TEAM = "fairway.dev/team";
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            checkout, commerce, checkout
            -,        commerce, commerce
            '',       commerce, commerce
            ' ',      commerce, commerce
            '',       '',       -
            -,        ' ',      -
            -,        -,        -""")
    void aLabelThatSaysNothingIsNone(String ofTheApplication, String ofTheProject, String counts) {
        ObjectNode tree = JSON.createObjectNode().put("apiVersion", "argoproj.io/v1alpha1");
        tree.put("kind", "Application").putObject("metadata").put("name", "shop");
        if (ofTheApplication != null) {
            tree.withObject("/metadata/labels").put(TEAM, ofTheApplication);
        }
        Map<String, String> project = ofTheProject == null ? Map.of() : Map.of(TEAM, ofTheProject);

        assertThat(ProjectPermissions.label(Manifest.of(tree), project, TEAM)).isEqualTo(Optional.ofNullable(counts));
    }
}
