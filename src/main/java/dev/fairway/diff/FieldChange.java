package dev.fairway.diff;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One field that a sync would change.
 *
 * @param path for people: {@code spec.template.spec.containers[name=web].image}
 * @param before the live value, empty if the field would be added
 * @param after the target value, empty if it would be removed
 */
public record FieldChange(String path, Optional<JsonNode> before, Optional<JsonNode> after) {}
