package dev.fairway.sync;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.util.Optional;

/** The wave an object asks for. */
public final class Wave {

    private Wave() {}

    /** {@code argocd.argoproj.io/sync-wave}, else {@code helm.sh/hook-weight}; what is no integer counts as 0. */
    public static int of(Manifest object) {
        return integer(object.annotation(WellKnown.SYNC_WAVE))
                .or(() -> integer(object.annotation(WellKnown.HELM_HOOK_WEIGHT)))
                .orElse(0);
    }

    private static Optional<Integer> integer(Optional<String> text) {
        try {
            return text.map(value -> Integer.valueOf(value.strip()));
        } catch (NumberFormatException notAnInteger) {
            return Optional.empty();
        }
    }
}
