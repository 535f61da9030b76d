package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/** Git changes a field that only a new object can have otherwise. */
final class ImmutableField implements Rule {

    private static final Refusal REFUSAL = new Refusal(
            Cause.IMMUTABLE_FIELD,
            Remedy.CHANGE_IN_GIT,
            List.of(
                    Wording.of(
                            "([\\w.\\[\\]-]+): (?:Invalid value: .*?: )?field is immutable",
                            match -> match.group(1) + " cannot be changed in place"),
                    Wording.of(
                            "updates to statefulset spec for fields other than",
                            "a field of the StatefulSet differs that cannot be changed in place"),
                    Wording.of(
                            "a field that cannot be changed differs",
                            "a field differs that cannot be changed in place")));

    @Override
    public Optional<Finding> find(Subject subject) {
        return REFUSAL.in(subject);
    }
}
