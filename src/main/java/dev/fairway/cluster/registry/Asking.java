package dev.fairway.cluster.registry;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.driver.KubernetesDriver;
import dev.fairway.resource.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Asks a cluster how it is: what it serves, and what of it is seen. */
final class Asking {

    private Asking() {}

    static ClusterContact of(KubernetesDriver driver, InstantSource clock) {
        Instant at = clock.instant();
        try {
            ApiCatalog catalog = driver.refreshCatalog();
            int served = (int) catalog.kinds().values().stream()
                    .filter(ApiCatalog.ApiKind::isWatchable)
                    .count();
            Optional<Problem> partial = driver.isWatching() ? driver.live().problem() : Optional.empty();
            return new ClusterContact(
                    at,
                    Optional.of(at),
                    Optional.empty(),
                    partial,
                    catalog.version(),
                    driver.isWatching() ? driver.watchedKinds() : served,
                    driver.kept().full() + driver.kept().records());
        } catch (ClusterProblem failure) {
            return failed(at, problem(failure));
        }
    }

    static ClusterContact failed(Instant at, Problem problem) {
        return new ClusterContact(at, Optional.empty(), Optional.of(at), Optional.of(problem), "", 0, 0);
    }

    static Problem problem(ClusterProblem failure) {
        String code =
                switch (failure.reason()) {
                    case UNREACHABLE -> "ClusterUnreachable";
                    case UNAUTHORIZED -> "ClusterUnauthorized";
                    case FORBIDDEN -> "ClusterForbidden";
                    default -> "ClusterRefused";
                };
        return failure.mayPass() ? Problem.passing(code, failure.text()) : Problem.stalled(code, failure.text());
    }
}
