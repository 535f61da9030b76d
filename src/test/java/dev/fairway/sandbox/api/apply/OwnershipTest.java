package dev.fairway.sandbox.api.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.sandbox.api.apply.Ownership.Conflicts;
import dev.fairway.sandbox.api.apply.Ownership.Writer;
import dev.fairway.sandbox.api.schema.BuiltinSchema;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Field ownership as a function: objects in, objects out. */
class OwnershipTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ResourceType DEPLOYMENT = BuiltinSchema.load().resources().stream()
            .filter(type -> type.kind().equals("Deployment"))
            .findFirst()
            .orElseThrow();

    private static ObjectNode yaml(String text) {
        return MAPPER.valueToTree(new Yaml().load(text));
    }

    private static Ownership by(String manager) {
        return new Ownership(DEPLOYMENT, MAPPER.createObjectNode(), new Writer(manager, "", NOW));
    }

    private static ObjectNode apply(String manager, ObjectNode live, String config) {
        return by(manager).apply(live, yaml(config), Conflicts.REPORTED);
    }

    private static JsonNode withoutOwners(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObjectProperty("metadata").remove("managedFields");
        return copy;
    }

    @Test
    void itemsOfAKeyedListBelongToWhoeverAppliedThem() {
        ObjectNode live = apply(
                "a", MAPPER.createObjectNode(), "{spec: {template: {spec: {containers: [{name: web, image: w}]}}}}");
        live = apply("b", live, "{spec: {template: {spec: {containers: [{name: side, image: s}]}}}}");
        live = apply("a", live, "{spec: {replicas: 1}}");
        assertThat(withoutOwners(live))
                .isEqualTo(
                        yaml(
                                "{spec: {template: {spec: {containers: [{name: side, image: s}]}}, replicas: 1}, metadata: {}}"));
    }

    @Test
    void anItemThatSomebodyElseStillNeedsKeepsOnlyTheirFields() {
        ObjectNode live = apply(
                "a", MAPPER.createObjectNode(), "{spec: {template: {spec: {containers: [{name: web, image: w}]}}}}");
        live = apply("b", live, "{spec: {template: {spec: {containers: [{name: web, tty: true}]}}}}");
        live = apply("a", live, "{spec: {replicas: 1}}");
        assertThat(live.path("spec").path("template").path("spec").path("containers"))
                .isEqualTo(yaml("{c: [{name: web, tty: true}]}").path("c"));
    }

    @Test
    void anotherValueIsAConflictThatNamesOwnerAndField() {
        ObjectNode live = apply("a", MAPPER.createObjectNode(), "{spec: {replicas: 1}}");
        assertThatThrownBy(() -> apply("b", live, "{spec: {replicas: 2}}"))
                .isInstanceOf(ApplyConflictException.class)
                .hasMessage("Apply failed with 1 conflict: conflict with \"a\": .spec.replicas");
    }

    @Test
    void forceTakesTheFieldFromItsOwner() {
        ObjectNode live = apply("a", MAPPER.createObjectNode(), "{spec: {replicas: 1, paused: true}}");
        ObjectNode forced = by("b").apply(live, yaml("{spec: {replicas: 2}}"), Conflicts.FORCED);
        assertThat(owned(forced, "a")).isEqualTo("{\"f:spec\":{\"f:paused\":{}}}");
        assertThat(owned(forced, "b")).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
    }

    @Test
    void theOrderOfSharedItemsIsTheAppliersAndTheRestKeepTheirPlace() {
        ObjectNode live = yaml("{spec: {template: {spec: {containers: [{name: a}, {name: x}, {name: b}]}}}}");
        ObjectNode applied = by("m").apply(
                        live,
                        yaml("{spec: {template: {spec: {containers: [{name: b}, {name: a}, {name: new}]}}}}"),
                        Conflicts.FORCED);
        assertThat(applied.path("spec")
                        .path("template")
                        .path("spec")
                        .path("containers")
                        .valueStream()
                        .map(container -> container.path("name").asString())
                        .toList())
                .containsExactly("x", "b", "a", "new");
    }

    @Test
    void anUpdateOwnsWhatItChangedAndTakesItFromOthers() {
        ObjectNode live = apply("a", MAPPER.createObjectNode(), "{metadata: {labels: {x: y}}, spec: {replicas: 1}}");
        ObjectNode after = live.deepCopy();
        after.withObjectProperty("spec").put("replicas", 3);
        by("editor").update(live, after);
        assertThat(owned(after, "a")).isEqualTo("{\"f:metadata\":{\"f:labels\":{\"f:x\":{}}}}");
        assertThat(owned(after, "editor")).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
    }

    private static String owned(ObjectNode object, String manager) {
        return object.path("metadata")
                .path("managedFields")
                .valueStream()
                .filter(row -> row.path("manager").asString().equals(manager))
                .map(row -> row.path("fieldsV1").toString())
                .findFirst()
                .orElse("nothing");
    }
}
