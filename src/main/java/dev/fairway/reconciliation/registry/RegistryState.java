package dev.fairway.reconciliation.registry;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.LiveState;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.status.Statuses;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What is in the registry, read from Postgres each time: it is small, and any replica sees the same. */
@Component
class RegistryState implements LiveState {

    private final Applications applications;
    private final ProjectObjects projects;
    private final Statuses statuses;

    RegistryState(Applications applications, ProjectObjects projects, Statuses statuses) {
        this.applications = applications;
        this.projects = projects;
        this.statuses = statuses;
    }

    @Override
    public Optional<Problem> problem() {
        return Optional.empty();
    }

    @Override
    public boolean awaitComplete(Duration atMost) {
        return true;
    }

    @Override
    public Optional<Manifest> get(ResourceKey key) {
        if (key.kind().equals("AppProject")) {
            return projects.find(key.name());
        }
        return applications
                .find(new ApplicationName(key.namespace(), key.name()))
                .map(this::withStatus);
    }

    @Override
    public Optional<LiveRecord> find(ResourceKey key) {
        return get(key).map(RegistryState::record);
    }

    @Override
    public Collection<Manifest> trackedBy(ApplicationName application) {
        List<Manifest> tracked = new ArrayList<>();
        applications.childrenOf(application).forEach(child -> tracked.add(withStatus(child)));
        projects.all().stream()
                .filter(project -> TrackingId.ownedBy(project)
                        .filter(id -> id.application().equals(application))
                        .isPresent())
                .forEach(tracked::add);
        return tracked;
    }

    @Override
    public List<LiveRecord> ownedBy(String uid) {
        return List.of();
    }

    @Override
    public Collection<LiveRecord> inNamespace(String namespace) {
        return List.of();
    }

    /** Changes in the registry reach parents through the queue, on whatever replica they happen. */
    @Override
    public Subscription onChange(Consumer<LiveChange> listener) {
        return () -> {};
    }

    @Override
    public Counts counts() {
        return new Counts(0, 0);
    }

    /** A child's health is its own: waves wait for it. */
    private Manifest withStatus(Application application) {
        Optional<ApplicationStatus> status = statuses.find(application.name());
        return application
                .manifest()
                .with(tree -> status.ifPresent(known -> {
                    ObjectNode target = tree.putObject("status");
                    target.putObject("health")
                            .put("status", known.health().status().text())
                            .put("message", known.health().message());
                    target.putObject("sync").put("status", known.sync().text());
                    known.operation().ifPresent(operation -> target.putObject("operationState")
                            .put("phase", operation.phase().text())
                            .put("message", operation.message()));
                }));
    }

    /** Every object of the registry says when it was made; one that does not is as old as can be. */
    private static Instant createdAt(Manifest manifest) {
        String text = manifest.text("/metadata/creationTimestamp");
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    private static LiveRecord record(Manifest manifest) {
        return new LiveRecord(
                manifest.key(),
                manifest.gvk().version(),
                manifest.uid().orElse(""),
                manifest.resourceVersion().orElse(""),
                TrackingId.ownedBy(manifest).map(TrackingId::application),
                List.of(),
                createdAt(manifest),
                manifest.isBeingDeleted(),
                true);
    }
}
