package dev.fairway.diagnosis;

import java.util.List;

/**
 * How many pods of the failing object are hit, and how many of before still serve.
 *
 * @param fresh pods of the newest template
 * @param failing those of them that are not ready
 * @param serving ready pods of earlier templates
 */
public record BlastRadius(int fresh, int failing, int serving) {

    public static BlastRadius of(List<PodState> pods) {
        List<PodState> fresh = pods.stream().filter(PodState::isNew).toList();
        return new BlastRadius(
                fresh.size(), (int) fresh.stream().filter(pod -> !pod.ready()).count(), (int)
                        pods.stream().filter(pod -> !pod.isNew() && pod.ready()).count());
    }

    public boolean somethingServes() {
        return serving > 0 || failing < fresh;
    }

    public boolean hasPods() {
        return fresh + serving > 0;
    }
}
