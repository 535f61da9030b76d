package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/** There is no room for it: on the nodes, or in a quota. */
final class Unschedulable implements Rule {

    private static final Refusal QUOTA = new Refusal(
            Cause.SCHEDULING,
            Remedy.CHANGE_OUTSIDE,
            List.of(
                    Wording.of("exceeded quota: ([^,)]+), (\\w+: [^)]*)", match -> "the quota %s is used up (%s)"
                            .formatted(match.group(1), match.group(2))),
                    Wording.of(
                            "exceeded quota: ([^,)]+)", match -> "the quota %s is used up".formatted(match.group(1)))));

    @Override
    public Optional<Finding> find(Subject subject) {
        return QUOTA.in(subject).or(() -> subject.newPods().stream()
                .filter(pod -> !pod.unscheduled().isEmpty())
                .findFirst()
                .map(pod -> new Finding(
                        Cause.SCHEDULING,
                        Remedy.CHANGE_OUTSIDE,
                        "%s: no node takes its pods: %s"
                                .formatted(subject.notReady(), Quote.of(why(pod.unscheduled()))),
                        List.of(new Proof.InPod(pod.key())))));
    }

    /** What follows is about preemption and helps nobody. */
    private static String why(String words) {
        int preemption = words.indexOf(" preemption: ");
        return preemption > 0 ? words.substring(0, preemption) : words;
    }
}
