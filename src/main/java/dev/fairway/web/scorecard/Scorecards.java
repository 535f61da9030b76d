package dev.fairway.web.scorecard;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.ledger.DeploymentStarts;
import dev.fairway.metrics.scorecard.AppFacts;
import dev.fairway.metrics.scorecard.DeploymentFacts;
import dev.fairway.metrics.scorecard.Scorecard;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.tenancy.Environment;
import dev.fairway.tenancy.Environments;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.dora.Eyes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gathers what the scorecard is decided from, as far as somebody may see it. */
@Component
public class Scorecards {

    /** How far back deployments count. */
    public static final Duration PERIOD = Duration.ofDays(7 * 12);

    private final Catalog catalog;
    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Environments environments;
    private final DeploymentStarts starts;
    private final Rights rights;

    Scorecards(
            Catalog catalog,
            Applications applications,
            Reconciliations reconciliations,
            Environments environments,
            DeploymentStarts starts,
            Rights rights) {
        this.catalog = catalog;
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.environments = environments;
        this.starts = starts;
        this.rights = rights;
    }

    public Scorecard of(Principal principal, Instant now) {
        Picture seen = catalog.seenBy(principal);
        Set<String> production = environments.all().stream()
                .filter(Environment::production)
                .map(Environment::name)
                .collect(Collectors.toSet());
        Map<ApplicationName, ApplicationStatus> statuses = reconciliations.statuses().stream()
                .collect(Collectors.toMap(ApplicationStatus::application, Function.identity()));
        List<AppFacts> facts = applications.all().stream()
                .flatMap(application -> seen
                        .find(application.name())
                        .map(entry -> facts(
                                application, entry, production, Optional.ofNullable(statuses.get(application.name()))))
                        .stream())
                .toList();
        List<DeploymentFacts> deployments = starts.inProduction(now.minus(PERIOD), Eyes.of(rights, principal)).stream()
                .map(started -> new DeploymentFacts(
                        started.deployment(),
                        started.application(),
                        started.team(),
                        started.actor().kind() == Actor.Kind.AUTOMATION,
                        started.actor().name(),
                        started.healthyAt()))
                .toList();
        return Scorecard.of(facts, deployments);
    }

    private static AppFacts facts(
            Application application, Entry entry, Set<String> production, Optional<ApplicationStatus> status) {
        JsonNode automated = application.manifest().tree().at("/spec/syncPolicy/automated");
        return new AppFacts(
                application.name(),
                entry.asked().team(),
                production.contains(entry.asked().environment()),
                entry.asked().automated(),
                automated.path("prune").asBoolean(false),
                automated.path("selfHeal").asBoolean(false),
                status.filter(known -> !known.renderKey().isEmpty()).isPresent(),
                status.stream()
                        .flatMap(known -> known.resources().stream())
                        .filter(resource -> !resource.requiresPruning())
                        .map(ResourceStatus::key)
                        .map(key -> key.groupKind())
                        .collect(Collectors.toSet()));
    }
}
