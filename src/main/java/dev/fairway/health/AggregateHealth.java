package dev.fairway.health;

import dev.fairway.resource.ResourceKey;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The health of an application: the worst of its managed resources, with those that cause it. A resource that is merely
 * missing does not count (being out of sync says it); the application is Missing when it expects resources and none is
 * live.
 */
public final class AggregateHealth {

    private static final int NAMED = 3;

    private AggregateHealth() {}

    public static Health of(Collection<ResourceHealth> resources) {
        List<ResourceHealth> counting =
                resources.stream().filter(ResourceHealth::counts).toList();
        if (!counting.isEmpty() && counting.stream().noneMatch(ResourceHealth::isLive)) {
            return new Health(HealthStatus.MISSING, "None of the resources exists");
        }
        HealthStatus worst = counting.stream()
                .filter(resource -> !isLeftOut(resource))
                .map(AggregateHealth::status)
                .reduce(HealthStatus.HEALTHY, HealthStatus::worse);
        if (worst == HealthStatus.HEALTHY) {
            return Health.healthy("");
        }
        List<ResourceHealth> causes = counting.stream()
                .filter(resource -> !isLeftOut(resource) && status(resource) == worst)
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
        return new Health(worst, message(causes));
    }

    /** A missing object shows in the sync status; a child application that has not started says nothing yet. */
    private static boolean isLeftOut(ResourceHealth resource) {
        HealthStatus status = status(resource);
        boolean child = isApplication(resource.key());
        return status == HealthStatus.MISSING || (child && status == HealthStatus.UNKNOWN);
    }

    private static boolean isApplication(ResourceKey key) {
        return key.group().equals("argoproj.io") && key.kind().equals("Application");
    }

    private static HealthStatus status(ResourceHealth resource) {
        return resource.health().map(Health::status).orElse(HealthStatus.HEALTHY);
    }

    private static String message(List<ResourceHealth> causes) {
        String named = causes.stream()
                .limit(NAMED)
                .map(cause -> {
                    String why = cause.health().map(Health::message).orElse("");
                    return cause.key().display() + (why.isEmpty() ? "" : ": " + why);
                })
                .collect(Collectors.joining("; "));
        return causes.size() <= NAMED ? named : named + "; and %d more".formatted(causes.size() - NAMED);
    }
}
