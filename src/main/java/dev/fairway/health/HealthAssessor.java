package dev.fairway.health;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.util.Optional;

/**
 * From an object to its health. Rules of this program for built-in kinds come first, then rule files, then the
 * conventions about conditions that most controllers keep. Safe for use by many threads; make one and keep it.
 */
public final class HealthAssessor {

    private final RuleFiles files;

    private HealthAssessor(RuleFiles files) {
        this.files = files;
    }

    /** With the rules that come with this program; reads them from the class path. */
    public static HealthAssessor withShippedRules() {
        return new HealthAssessor(RuleFiles.shipped());
    }

    /**
     * How the object is doing; empty if nothing is known of its kind and it carries no condition: it then counts as
     * healthy.
     */
    public Optional<Health> assess(Manifest object) {
        if (object.isBeingDeleted() && !isHook(object)) {
            return Optional.of(Health.progressing("Pending deletion"));
        }
        GroupKind kind = object.gvk().groupKind();
        Optional<Rule> rule = BuiltInRules.of(kind);
        if (rule.isEmpty()) {
            rule = files.of(kind).map(Rule.class::cast);
        }
        return rule.map(known -> known.assess(object)).or(() -> GenericConditions.assess(object));
    }

    /** A hook on its way out has done its work; its result counts. */
    private static boolean isHook(Manifest object) {
        return object.annotation(WellKnown.HOOK).isPresent()
                || object.annotation(WellKnown.HELM_HOOK).isPresent();
    }
}
