package dev.fairway.web.applications.config;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form about automation. What is not sent is null, which for a box means not ticked.
 *
 * @param option the ticked sync options
 * @param shown the sync options the form shows: others stay as they are written
 * @param version what the form was made of
 */
record Automation(
        @Nullable Boolean automated,
        @Nullable Boolean prune,
        @Nullable Boolean selfHeal,
        @Nullable Boolean allowEmpty,
        @Nullable List<String> option,
        @Nullable List<String> shown,
        @Nullable Integer retry,
        @Nullable Long version) {

    /** The application with the form's answers; whatever the form does not show stays. */
    Manifest in(Manifest application) {
        return application.with(tree -> {
            ObjectNode spec = (ObjectNode) tree.path("spec");
            ObjectNode policy = spec.withObjectProperty("syncPolicy");
            if (Boolean.TRUE.equals(automated)) {
                ObjectNode written = policy.withObjectProperty("automated");
                written.remove(List.of("enabled", "enable"));
                written.put("prune", Boolean.TRUE.equals(prune));
                written.put("selfHeal", Boolean.TRUE.equals(selfHeal));
                written.put("allowEmpty", Boolean.TRUE.equals(allowEmpty));
            } else {
                policy.remove("automated");
            }
            options(policy);
            if (retry != null) {
                policy.withObjectProperty("retry").put("limit", Math.max(0, Math.min(retry, 100)));
            }
            if (policy.isEmpty()) {
                spec.remove("syncPolicy");
            }
        });
    }

    long expectedVersion() {
        if (version == null) {
            throw Problem.stalled("InvalidRequest", "The form does not say what it was made of. Open the page again.")
                    .asException();
        }
        return version;
    }

    private void options(ObjectNode policy) {
        List<String> ours = shown == null ? List.of() : shown;
        List<String> kept = new ArrayList<>();
        for (JsonNode each : policy.path("syncOptions")) {
            if (!ours.contains(each.asString(""))) {
                kept.add(each.asString(""));
            }
        }
        if (option != null) {
            option.stream().filter(ours::contains).forEach(kept::add);
        }
        policy.remove("syncOptions");
        if (!kept.isEmpty()) {
            ArrayNode written = policy.putArray("syncOptions");
            kept.forEach(written::add);
        }
    }
}
