package dev.fairway.sync;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.Locale;

/** Names of hooks that only have a {@code generateName}: fixed in the plan, before anything is sent. */
final class HookNames {

    private static final int SHORT_REVISION = 7;

    private HookNames() {}

    /** {@code <generateName><revision>-<phase>-<unix time>}, or the name the hook has. */
    static ResourceKey key(Manifest object, SyncPhase phase, PlanInput.Operation operation) {
        if (!object.name().isEmpty()) {
            return object.key();
        }
        String revision = operation.revision();
        String suffix = "%s-%s-%d"
                .formatted(
                        revision.substring(0, Math.min(SHORT_REVISION, revision.length())),
                        phase.text(),
                        operation.startedAt().getEpochSecond());
        return object.withName((object.generateName() + suffix).toLowerCase(Locale.ROOT))
                .key();
    }
}
