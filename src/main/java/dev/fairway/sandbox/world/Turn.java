package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a controller decided about one object.
 *
 * @param effects to be performed in this order
 * @param again when to ask once more, though nothing changes till then
 */
record Turn(List<Effect> effects, Optional<Instant> again) {

    static Turn nothing() {
        return new Turn(List.of(), Optional.empty());
    }

    /** Collects a turn. */
    static final class Draft {

        private final Source source;
        private final List<Effect> effects = new ArrayList<>();
        private Optional<Instant> again = Optional.empty();

        /** @param source under which events are told */
        Draft(Source source) {
            this.source = source;
        }

        Draft create(Manifest owner, Manifest object) {
            effects.add(new Effect.Create(owner, object));
            return this;
        }

        Draft update(Manifest object) {
            effects.add(new Effect.Update(object));
            return this;
        }

        Draft delete(Manifest object) {
            effects.add(new Effect.Delete(object));
            return this;
        }

        /** Writes the status only if it differs from what is there. */
        Draft status(Manifest object, ObjectNode status) {
            if (!status.equals(object.at("/status"))) {
                effects.add(new Effect.UpdateStatus(object.with(copy -> copy.set("status", status))));
            }
            return this;
        }

        Draft tell(Manifest about, String reason, String message) {
            return tellAtMostEvery(about, reason, message, Duration.ZERO);
        }

        Draft tellAtMostEvery(Manifest about, String reason, String message, Duration atMostEvery) {
            effects.add(new Effect.Tell(about, false, reason, message, source, atMostEvery));
            return this;
        }

        Draft warn(Manifest about, String reason, String message) {
            return warn(about, reason, message, Duration.ZERO);
        }

        Draft warn(Manifest about, String reason, String message, Duration atMostEvery) {
            effects.add(new Effect.Tell(about, true, reason, message, source, atMostEvery));
            return this;
        }

        Draft again(Instant when) {
            again = again.filter(sooner -> !sooner.isAfter(when)).or(() -> Optional.of(when));
            return this;
        }

        boolean hasEffects() {
            return !effects.isEmpty();
        }

        Turn done() {
            return new Turn(List.copyOf(effects), again);
        }
    }
}
