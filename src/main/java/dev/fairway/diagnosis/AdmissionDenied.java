package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/** A webhook, a policy of the cluster or the project's rules say no. */
final class AdmissionDenied implements Rule {

    private static final Refusal REFUSAL = new Refusal(
            Cause.ADMISSION_DENIED,
            Remedy.CHANGE_OUTSIDE,
            List.of(
                    Wording.of(
                            "admission webhook \"([^\"]+)\" denied the request:? ?(.*?)\\)?$",
                            match -> "the admission webhook \"%s\" denies it: %s"
                                    .formatted(match.group(1), Quote.of(match.group(2)))),
                    Wording.of(
                            "(ValidatingAdmissionPolicy '[^']+').* denied request:? ?(.*?)\\)?$",
                            match -> "%s denies it: %s".formatted(match.group(1), Quote.of(match.group(2)))),
                    Wording.of(
                            "(violates PodSecurity \"[^\"]+\":? ?.*?)\\)?$",
                            match -> "its pod " + Quote.of(match.group(1))),
                    Wording.of("The project \\S+ does not permit it: .*", match -> Quote.of(match.group())),
                    Wording.of(
                            "an admission rule of the cluster refuses this",
                            "an admission rule of the cluster denies it")));

    @Override
    public Optional<Finding> find(Subject subject) {
        return REFUSAL.in(subject);
    }
}
