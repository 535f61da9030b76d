package dev.fairway.health;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import java.util.Optional;

/**
 * One managed resource as its application's health sees it.
 *
 * @param key the resource
 * @param isLive whether the cluster holds it
 * @param health its health; empty for a kind without a rule
 * @param counts whether it has a say: hooks, ignored objects and those with the annotation {@code ignore-healthcheck} do not
 */
public record ResourceHealth(ResourceKey key, boolean isLive, Optional<Health> health, boolean counts) {

    /** A resource that Git asks for and the cluster does not hold. */
    public static ResourceHealth missing(ResourceKey key) {
        return new ResourceHealth(
                key, false, Optional.of(new Health(HealthStatus.MISSING, "The object does not exist")), true);
    }

    /** A live resource that is neither a hook nor ignored, unless its annotations say that it does not count. */
    public static ResourceHealth live(Manifest object, Optional<Health> health) {
        boolean ignored = object.annotation(WellKnown.IGNORE_HEALTHCHECK)
                .filter("true"::equals)
                .isPresent();
        return new ResourceHealth(object.key(), true, health, !ignored);
    }

    public ResourceHealth notCounting() {
        return new ResourceHealth(key, isLive, health, false);
    }
}
