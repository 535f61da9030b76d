package dev.fairway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diff.spec.IgnoreRule;
import dev.fairway.resource.Manifest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FieldOwnerTest {

    private static final Manifest WEB = Manifest.of((ObjectNode) new JsonMapper().readTree("""
            {"apiVersion": "apps/v1", "kind": "Deployment",
             "metadata": {"name": "web", "namespace": "shop", "annotations": {"example.com/a": "1"}, "managedFields": [
               {"manager": "fairway", "operation": "Apply", "time": "2026-11-26T15:00:00Z", "fieldsV1":
                 {"f:spec": {"f:replicas": {}, "f:template": {"f:spec": {"f:containers":
                   {"k:{\\"name\\":\\"web\\"}": {".": {}, "f:name": {}, "f:image": {}}}}}}}},
               {"manager": "kubectl", "operation": "Update", "subresource": "scale", "time": "2026-11-26T14:02:00Z",
                "fieldsV1": {"f:spec": {"f:replicas": {}}}},
               {"manager": "kubectl-edit", "operation": "Update", "time": "2026-11-26T14:03:00Z", "fieldsV1":
                 {"f:metadata": {"f:annotations": {"f:example.com/a": {}}}, "f:spec": {"f:template": {"f:spec": {"f:containers":
                   {"k:{\\"name\\":\\"web\\"}": {"f:image": {}}}}}}}}]},
             "spec": {"replicas": 5, "template": {"spec": {"containers": [
               {"name": "web", "image": "web:2", "ports": [{"containerPort": 80}]}, {"name": "side", "image": "side:1"}]}}}}
            """));

    @ParameterizedTest
    @CsvSource({
        "spec.replicas, kubectl",
        "spec.template.spec.containers[name=web].image, kubectl-edit",
        "spec.template.spec.containers[name=web].name, fairway",
        "metadata.annotations.\"example.com/a\", kubectl-edit",
        "spec.paused, ''"
    })
    void theYoungestOwnerWhoIsNotFairwayIsNamed(String path, String manager) {
        assertThat(FieldOwner.of(WEB, FieldAddress.parse(path).orElseThrow()).map(FieldOwner::manager))
                .isEqualTo(manager.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(manager));
    }

    @ParameterizedTest
    @CsvSource({
        "spec.replicas, 5",
        "spec.template.spec.containers[name=web].image, web:2",
        "'spec.template.spec.containers[name=web].ports[containerPort=80,protocol=TCP].containerPort', 80",
        "spec.template.spec.containers[1].image, side:1",
        "metadata.annotations.\"example.com/a\", 1"
    })
    void aPathLeadsBackToItsValueAndAnIgnoreRuleMadeOfItTakesItAway(String path, String value) {
        FieldAddress field = FieldAddress.parse(path).orElseThrow();
        assertThat(field.in(WEB.tree()).asString()).isEqualTo(value);

        IgnoreRule rule = new IgnoreRule(
                "apps",
                "Deployment",
                "",
                "",
                field.pointer().map(List::of).orElse(List.of()),
                field.pointer().isPresent() ? List.of() : List.of(field.expression()),
                List.of());
        List<String> warnings = new ArrayList<>();
        Manifest without =
                IgnoreRules.of(List.of(rule), ComparisonSettings.DEFAULT).applyTo(WEB, WEB, warnings);
        assertThat(warnings).isEmpty();
        assertThat(field.in(without.tree()).isMissingNode())
                .as(field.toString())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"''", "spec..a", "spec[name", "'spec.\"open'"})
    void whatCannotBeReadWithCertaintyIsNotRead(String path) {
        assertThat(FieldAddress.parse(path)).isEmpty();
    }

    @Test
    void quotedNamesAreWrittenForJq() {
        assertThat(FieldAddress.parse("metadata.annotations.\"example.com/a\"")
                        .orElseThrow()
                        .expression())
                .isEqualTo(".metadata.annotations[\"example.com/a\"]");
    }
}
