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
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Carries out what people do to single objects. The record and the effect stand or fall together. */
@Component
class ActionsByHand implements ResourceActions {

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
        // What lies beside an application and is nobody's may be looked at through it, and nothing else.
        if (reconciliations.tree(name).stream().noneMatch(node -> node.key().equals(key))) {
            throw Problem.stalled("NotFound", "%s is no part of %s.".formatted(key.display(), name))
                    .asException();
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
        PlannedAction planned = PlannedAction.of(live, action, clock.instant());
        audit.record(
                actor,
                "resource." + action.verb(),
                "application:" + name,
                Map.of("resource", key.toString(), "what", action.toString()));
        return carryOut(driver, key, planned);
    }

    private ResourceKey carryOut(ClusterDriver driver, ResourceKey key, PlannedAction planned) {
        return switch (planned) {
            case PlannedAction.Merge merge -> driver.merge(key, merge.patch()).key();
            case PlannedAction.MergeStatus merge ->
                driver.mergeStatus(key, merge.patch()).key();
            case PlannedAction.Create create -> driver.create(create.object()).key();
            case PlannedAction.Delete delete -> {
                driver.delete(key, Optional.of(delete.uid()), delete.propagation());
                yield key;
            }
        };
    }

    private static ProblemException refused(ResourceKey key, String why) {
        return Problem.stalled("NotPossible", "This cannot be done to %s: %s.".formatted(key.display(), why))
                .asException();
    }
}
