package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.audit.AuditTrail;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.ResourceAction;
import dev.fairway.reconciliation.ResourceActions;
import dev.fairway.reconciliation.pipeline.Destinations;
import dev.fairway.reconciliation.registry.RegistryDriver;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Carries out what people do to single objects. The record and the effect stand or fall together. */
@Component
class ActionsByHand implements ResourceActions {

    private static final Set<String> RESTARTABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");
    private static final Set<String> SCALABLE = Set.of("Deployment", "StatefulSet", "ReplicaSet");

    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Destinations destinations;
    private final AuditTrail audit;
    private final Clock clock;

    ActionsByHand(
            Applications applications,
            Reconciliations reconciliations,
            Destinations destinations,
            AuditTrail audit,
            Clock clock) {
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.destinations = destinations;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public ResourceKey act(ApplicationName name, ResourceKey key, ResourceAction action, Actor actor) {
        if (RegistryDriver.serves(key.groupKind())) {
            throw refused(key, "it is kept by this control plane; open its own page instead");
        }
        Manifest live = reconciliations.liveObject(name, key).orElseThrow(() -> Problem.stalled(
                        "NotFound", "%s is not in the cluster any more.".formatted(key.display()))
                .asException());
        ClusterDriver driver = applications
                .find(name)
                .map(Application::spec)
                .flatMap(spec -> destinations.find(spec.destination()))
                .map(destinations::driver)
                .orElseThrow(() -> Problem.passing("ClusterUnknown", "The application's cluster is unknown.")
                        .asException());
        audit.record(
                actor,
                "resource." + action.verb(),
                "application:" + name,
                Map.of("resource", key.toString(), "what", action.toString()));
        return carryOut(driver, live, key, action);
    }

    private ResourceKey carryOut(ClusterDriver driver, Manifest live, ResourceKey key, ResourceAction action) {
        return switch (action) {
            case ResourceAction.Restart restart -> {
                require(RESTARTABLE.contains(key.kind()), key, "only Deployments, StatefulSets and DaemonSets restart");
                yield merge(driver, key, Patch.annotatePods(WellKnown.RESTARTED_AT, now()));
            }
            case ResourceAction.Scale scale -> {
                require(SCALABLE.contains(key.kind()), key, "it has no replicas");
                require(scale.replicas() >= 0, key, "there are no fewer than 0 replicas");
                yield merge(driver, key, Patch.replicas(scale.replicas()));
            }
            case ResourceAction.PauseRollout pause -> {
                require(key.kind().equals("Deployment"), key, "only a Deployment's rollout can be paused");
                yield merge(driver, key, Patch.paused(true));
            }
            case ResourceAction.ResumeRollout resume -> {
                require(key.kind().equals("Deployment"), key, "only a Deployment's rollout can be resumed");
                yield merge(driver, key, Patch.paused(false));
            }
            case ResourceAction.Suspend suspend -> {
                require(key.kind().equals("CronJob"), key, "only a CronJob can be suspended");
                yield merge(driver, key, Patch.suspended(true));
            }
            case ResourceAction.Unsuspend unsuspend -> {
                require(key.kind().equals("CronJob"), key, "only a CronJob can be suspended");
                yield merge(driver, key, Patch.suspended(false));
            }
            case ResourceAction.RunNow run -> {
                require(key.kind().equals("CronJob"), key, "only a CronJob makes jobs");
                yield driver.create(Patch.jobOf(live, clock.instant())).key();
            }
            case ResourceAction.Delete delete -> {
                driver.delete(key, Optional.of(delete.uid()), delete.propagation());
                yield key;
            }
        };
    }

    private static ResourceKey merge(ClusterDriver driver, ResourceKey key, String patch) {
        return driver.merge(key, patch).key();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void require(boolean possible, ResourceKey key, String why) {
        if (!possible) {
            throw refused(key, why);
        }
    }

    private static ProblemException refused(ResourceKey key, String why) {
        return Problem.stalled("NotPossible", "This cannot be done to %s: %s.".formatted(key.display(), why))
                .asException();
    }
}
