package dev.fairway.diff;

import dev.fairway.diff.ComparisonSettings.KnownTypeField;
import dev.fairway.diff.ComparisonSettings.Type;
import dev.fairway.resource.GroupKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** When two single values mean the same to Kubernetes, at a place in an object of one kind. */
final class Equality {

    /** Mappings from a resource's name to a quantity, wherever built-in kinds have them. */
    private static final Set<String> RESOURCE_LISTS =
            Set.of("limits", "requests", "capacity", "allocatable", "hard", "podFixed");

    private static final Set<String> LIMIT_RANGE_LISTS =
            Set.of("default", "defaultRequest", "max", "min", "maxLimitRequestRatio");
    private static final Set<String> QUANTITIES = Set.of("divisor", "sizeLimit", "averageValue");

    private final boolean builtIn;
    private final boolean limitRange;
    private final List<KnownTypeField> known;

    Equality(GroupKind kind, ComparisonSettings settings) {
        this.builtIn = BuiltIn.isBuiltIn(kind.group());
        this.limitRange = kind.kind().equals("LimitRange");
        this.known = settings.knownTypeFields().getOrDefault(kind, List.of());
    }

    boolean same(JsonNode one, JsonNode other, FieldPath path) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.equals(other)) {
            return true;
        }
        if (!isScalar(one) || !isScalar(other)) {
            return false;
        }
        if (isQuantity(path)) {
            return sameNumber(Quantity.parse(one.asString()), Quantity.parse(other.asString()));
        }
        return isDuration(path)
                && sameNumber(Quantity.parseDuration(one.asString()), Quantity.parseDuration(other.asString()));
    }

    private static boolean isScalar(JsonNode value) {
        return value.isString() || value.isNumber();
    }

    private static boolean sameNumber(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
    }

    private boolean isQuantity(FieldPath path) {
        if (builtIn && isQuantityOfBuiltIn(path)) {
            return true;
        }
        return known.stream().anyMatch(field -> switch (field.type()) {
            case QUANTITY -> path.plain().equals(field.field());
            case RESOURCE_LIST -> path.plain().startsWith(field.field() + ".");
            case POD_SPEC -> path.plain().startsWith(field.field() + ".") && isQuantityOfBuiltIn(path);
            case DURATION -> false;
        });
    }

    private boolean isQuantityOfBuiltIn(FieldPath path) {
        return RESOURCE_LISTS.contains(path.parent())
                || QUANTITIES.contains(path.last())
                || (limitRange && LIMIT_RANGE_LISTS.contains(path.parent()));
    }

    private boolean isDuration(FieldPath path) {
        return known.stream()
                .anyMatch(field -> field.type() == Type.DURATION && path.plain().equals(field.field()));
    }
}
