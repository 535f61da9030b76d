package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/** Another program holds a field, or wrote the object at the same moment. */
final class ApplyConflict implements Rule {

    private static final Refusal REFUSAL = new Refusal(
            Cause.APPLY_CONFLICT,
            Remedy.MAY_PASS,
            List.of(
                    Wording.of(
                            "conflicts? with \"([^\"]+)\"[^:]*:[- \\n]*(\\.[.\\w\\[\\]\"=-]+)",
                            match -> "%s holds %s".formatted(match.group(1), match.group(2))),
                    Wording.of("conflicts? with \"([^\"]+)\"", match -> "%s holds a field of it"
                            .formatted(match.group(1))),
                    Wording.of(
                            "the object has been modified|changed meanwhile or a field is owned by someone else",
                            "somebody else changed it at the same moment")));

    @Override
    public Optional<Finding> find(Subject subject) {
        return REFUSAL.in(subject);
    }
}
