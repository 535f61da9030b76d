package dev.fairway.diff;

import dev.fairway.resource.GroupKind;
import java.util.List;
import java.util.Map;

/**
 * What an installation decides about comparing, for all applications.
 *
 * @param ignoreAggregatedRoles the rules of an aggregated role belong to the cluster
 * @param status whose {@code status} is left out
 * @param knownTypeFields fields of custom resources whose values have several spellings
 */
public record ComparisonSettings(
        boolean ignoreAggregatedRoles, IgnoredStatus status, Map<GroupKind, List<KnownTypeField>> knownTypeFields) {

    public static final ComparisonSettings DEFAULT = new ComparisonSettings(false, IgnoredStatus.ALL, Map.of());

    public enum IgnoredStatus {
        ALL,
        CUSTOM_RESOURCE_DEFINITIONS,
        NONE
    }

    /**
     * @param field dotted path, lists passed through: {@code spec.template.spec}
     * @param type what lies there
     */
    public record KnownTypeField(String field, Type type) {}

    public enum Type {
        POD_SPEC,
        QUANTITY,
        RESOURCE_LIST,
        DURATION
    }

    public ComparisonSettings ignoringAggregatedRoles() {
        return new ComparisonSettings(true, status, knownTypeFields);
    }

    public ComparisonSettings withKnownTypes(Map<GroupKind, List<KnownTypeField>> fields) {
        return new ComparisonSettings(ignoreAggregatedRoles, status, fields);
    }
}
