package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.applications.ApplicationChanged;
import dev.fairway.applications.ApplicationRemoved;
import dev.fairway.applications.Applications;
import dev.fairway.configuration.RepositoryPushed;
import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.pipeline.Destinations;
import dev.fairway.reconciliation.pipeline.RepositoryPolls;
import dev.fairway.reconciliation.status.Statuses;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.tenancy.ProjectChanged;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What changes in the registry gives turns, in the transaction of the change. */
@Component
class RegistryListener {

    /** Whose turns belong to no known cluster: they only tell what is wrong. */
    static final String NOWHERE = "";

    private final Applications applications;
    private final Destinations destinations;
    private final TurnQueue queue;
    private final RepositoryPolls polls;
    private final Statuses statuses;
    private final Reconciliations reconciliations;
    private final Clock clock;

    RegistryListener(
            Applications applications,
            Destinations destinations,
            TurnQueue queue,
            RepositoryPolls polls,
            Statuses statuses,
            Reconciliations reconciliations,
            Clock clock) {
        this.applications = applications;
        this.destinations = destinations;
        this.queue = queue;
        this.polls = polls;
        this.statuses = statuses;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @EventListener
    void on(ApplicationChanged event) {
        applications.find(event.name()).ifPresent(application -> {
            List<RepositoryUrl> repositories = Following.repositories(application);
            polls.follow(repositories);
            queue.assign(
                    event.name(),
                    cluster(application),
                    repositories.stream()
                            .map(RepositoryUrl::normalized)
                            .distinct()
                            .toList(),
                    Reason.EDITED,
                    clock.instant());
            application.parent().ifPresent(parent -> queue.want(List.of(parent), Reason.RELATED, clock.instant()));
        });
    }

    @EventListener
    void on(ApplicationRemoved event) {
        queue.forget(event.name());
        statuses.remove(event.name());
        event.parent().ifPresent(parent -> queue.want(List.of(parent), Reason.RELATED, clock.instant()));
    }

    /** What a project permits decides about all its applications. */
    @EventListener
    void on(ProjectChanged event) {
        queue.want(
                applications.all().stream()
                        .filter(application -> application.project().equals(event.name()))
                        .map(Application::name)
                        .toList(),
                Reason.RELATED,
                clock.instant());
    }

    @EventListener
    void on(RepositoryPushed event) {
        reconciliations.repositoryMoved(new RepositoryUrl(event.url()));
    }

    private String cluster(Application application) {
        try {
            return destinations
                    .find(application.spec().destination())
                    .map(cluster -> cluster.id())
                    .orElse(NOWHERE);
        } catch (ProblemException e) {
            return NOWHERE;
        }
    }
}
