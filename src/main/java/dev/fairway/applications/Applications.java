package dev.fairway.applications;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The registry of applications. Every write is audited and published in its own transaction. */
@Component
@Transactional
public class Applications {

    private static final List<String> KEPT_METADATA = List.of("labels", "annotations", "finalizers");

    private final ApplicationRows rows;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final JsonMapper json;

    Applications(
            ApplicationRows rows, AuditTrail audit, ApplicationEventPublisher events, Clock clock, JsonMapper json) {
        this.rows = rows;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    @Transactional(readOnly = true)
    public Optional<Application> find(ApplicationName name) {
        return rows.findByNamespaceAndName(name.namespace(), name.name()).map(this::read);
    }

    /** All of them, by namespace and name. */
    @Transactional(readOnly = true)
    public List<Application> all() {
        return rows.findAllByOrderByNamespaceAscNameAsc().stream()
                .map(this::read)
                .toList();
    }

    /**
     * Writes a new application as a person or a script gave it.
     *
     * @throws dev.fairway.resource.ProblemException {@code AlreadyExists}, or {@code InvalidSpec} if the spec cannot be read
     */
    public Application create(Manifest given, Actor actor) {
        ApplicationName name = nameOf(given);
        if (rows.lock(name.namespace(), name.name()).isPresent()) {
            throw Problem.stalled("AlreadyExists", "The application %s exists already.".formatted(name))
                    .asException();
        }
        ApplicationSpec.read(given.tree().path("spec"));
        Application written = insert(name, given, null);
        audit.record(actor, "application.create", "application:" + name, Map.of("version", written.version()));
        return written;
    }

    /**
     * Replaces labels, annotations, finalizers and spec.
     *
     * @param expectedVersion refuses with {@code Conflict} if the application was written meanwhile; empty does not look
     * @throws dev.fairway.resource.ProblemException {@code NotFound}, {@code Conflict} or {@code InvalidSpec}
     */
    public Application update(Manifest given, Optional<Long> expectedVersion, Actor actor) {
        ApplicationName name = nameOf(given);
        ApplicationEntity row = locked(name);
        if (expectedVersion.isPresent() && expectedVersion.get() != row.version) {
            throw Problem.stalled(
                            "Conflict",
                            "The application %s was changed by someone else. Read it again and repeat the change."
                                    .formatted(name))
                    .asException();
        }
        ApplicationSpec.read(given.tree().path("spec"));
        Application written = write(row, document(given.tree()), tree(row.applied));
        audit.record(actor, "application.update", "application:" + name, Map.of("version", written.version()));
        return written;
    }

    /** What {@link #applyFrom} would make of the application now. */
    @Transactional(readOnly = true)
    public Manifest predictFrom(ApplicationName parent, Manifest desired) {
        ApplicationName name = nameOf(desired);
        ObjectNode wanted = document(desired.tree());
        Optional<ApplicationEntity> row = rows.findByNamespaceAndName(name.namespace(), name.name());
        if (row.isEmpty()) {
            return manifest(name, wanted);
        }
        refuseTakeover(read(row.get()), parent);
        return manifest(name, ParentApply.merge(treeOf(row.get().document), tree(row.get().applied), wanted));
    }

    /**
     * Applies what a parent application says of its child. A child never takes over an application that another parent or
     * a person made.
     *
     * @throws dev.fairway.resource.ProblemException {@code OwnedElsewhere}
     */
    public Application applyFrom(ApplicationName parent, Manifest desired) {
        ApplicationName name = nameOf(desired);
        ObjectNode wanted = document(desired.tree());
        Optional<ApplicationEntity> row = rows.lock(name.namespace(), name.name());
        Application written;
        if (row.isEmpty()) {
            written = insert(name, manifest(name, wanted), wanted);
        } else {
            refuseTakeover(read(row.get()), parent);
            ObjectNode merged = ParentApply.merge(treeOf(row.get().document), tree(row.get().applied), wanted);
            written = write(row.get(), merged, wanted);
        }
        audit.record(
                Actor.automation("application " + parent),
                "application.apply",
                "application:" + name,
                Map.of("version", written.version()));
        return written;
    }

    /**
     * Changes labels, annotations, finalizers or spec under a lock.
     *
     * @throws dev.fairway.resource.ProblemException {@code NotFound}, or {@code InvalidSpec} if the spec was changed to one that
     *     cannot be read
     */
    public Application change(ApplicationName name, java.util.function.UnaryOperator<Manifest> change, Actor actor) {
        ApplicationEntity row = locked(name);
        Manifest before = read(row).manifest();
        Manifest changed = change.apply(before);
        if (!changed.at("/spec").equals(before.at("/spec"))) {
            ApplicationSpec.read(changed.tree().path("spec"));
        }
        Application written = write(row, document(changed.tree()), tree(row.applied));
        audit.record(actor, "application.change", "application:" + name, Map.of("version", written.version()));
        return written;
    }

    /** Asks for deletion. Without finalizers the application is gone at once, and what it runs stays. */
    public void requestDeletion(ApplicationName name, Actor actor) {
        ApplicationEntity row = locked(name);
        audit.record(actor, "application.delete", "application:" + name, Map.of());
        if (row.deletionRequestedAt != null) {
            return;
        }
        if (read(row).finalizers().isEmpty()) {
            remove(row);
            return;
        }
        row.deletionRequestedAt = now();
        row.version = rows.nextVersion();
        events.publishEvent(new ApplicationChanged(name));
    }

    /**
     * Whoever keeps something of it hears of it first: the mark that an application was changed is set last here, as a turn
     * sets it after the status. In the other order the two would wait for each other.
     */
    private void remove(ApplicationEntity row) {
        events.publishEvent(new ApplicationRemoved(read(row)));
        rows.delete(row);
    }

    private Application insert(ApplicationName name, Manifest given, @Nullable ObjectNode applied) {
        ApplicationEntity row = new ApplicationEntity();
        row.namespace = name.namespace();
        row.name = name.name();
        row.uid = UUID.randomUUID();
        row.createdAt = now();
        row.generation = 0;
        Application written = write(row, document(given.tree()), applied);
        events.publishEvent(new ApplicationCreated(name));
        return written;
    }

    private Application write(ApplicationEntity row, ObjectNode document, @Nullable ObjectNode applied) {
        ObjectNode before = treeOf(row.document);
        boolean fresh = row.generation == 0;
        boolean same = !fresh && before.equals(document);
        boolean specChanged = fresh || !before.path("spec").equals(document.path("spec"));
        row.applied = applied == null ? null : json.writeValueAsString(applied);
        if (same) {
            return read(rows.save(row));
        }
        row.document = json.writeValueAsString(document);
        row.project = document.path("spec").path("project").asString("default");
        row.version = rows.nextVersion();
        row.parent = read(row).parent().map(ApplicationName::toString).orElse(null);
        if (specChanged) {
            row.generation++;
        }
        ApplicationEntity saved = rows.save(row);
        Application written = read(saved);
        if (written.isBeingDeleted() && written.finalizers().isEmpty()) {
            remove(saved);
        } else {
            events.publishEvent(new ApplicationChanged(written.name()));
        }
        return written;
    }

    private void refuseTakeover(Application existing, ApplicationName parent) {
        if (existing.parent().filter(parent::equals).isEmpty()) {
            // Not which one: it may be of a project that whoever reads this may not see.
            String owner = existing.parent().isPresent() ? "another application made it" : "a person made it";
            throw Problem.stalled(
                            "OwnedElsewhere",
                            "The application %s exists and %s. Give the child another name, or delete the existing one without its resources first."
                                    .formatted(existing.name(), owner))
                    .asException();
        }
    }

    private ApplicationEntity locked(ApplicationName name) {
        return rows.lock(name.namespace(), name.name())
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no application %s.".formatted(name))
                        .asException());
    }

    private static ApplicationName nameOf(Manifest given) {
        if (!given.kind().equals("Application") || !given.group().equals("argoproj.io")) {
            throw Problem.stalled("InvalidSpec", "Not an Application of argoproj.io/v1alpha1: " + given.kind())
                    .asException();
        }
        if (!given.name().matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            throw Problem.stalled(
                            "InvalidSpec",
                            "metadata.name must be lower-case letters, digits, '-' and '.', start and end with a letter or"
                                    + " digit, and be at most 253 characters long.")
                    .asException();
        }
        return new ApplicationName(
                given.namespace().isEmpty() ? ApplicationName.CONTROL_PLANE_NAMESPACE : given.namespace(),
                given.name());
    }

    /** The parts that are kept: no status, no server-made metadata. */
    private static ObjectNode document(ObjectNode given) {
        ObjectNode result = given.objectNode();
        ObjectNode metadata = result.putObject("metadata");
        for (String field : KEPT_METADATA) {
            JsonNode value = given.path("metadata").path(field);
            if (!value.isMissingNode() && !value.isEmpty()) {
                metadata.set(field, value.deepCopy());
            }
        }
        result.set("spec", given.path("spec").isObject() ? given.path("spec").deepCopy() : given.objectNode());
        return result;
    }

    private Manifest manifest(ApplicationName name, ObjectNode document) {
        ObjectNode tree = json.createObjectNode();
        tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name.name()).put("namespace", name.namespace());
        document.path("metadata").properties().forEach(entry -> metadata.set(entry.getKey(), entry.getValue()));
        tree.set("spec", document.path("spec"));
        return Manifest.of(tree);
    }

    private Application read(ApplicationEntity row) {
        ApplicationName name = new ApplicationName(row.namespace, row.name);
        Optional<Instant> deletion = Optional.ofNullable(row.deletionRequestedAt);
        Manifest manifest = manifest(name, treeOf(row.document)).with(tree -> {
            ObjectNode metadata = tree.withObject("/metadata");
            metadata.put("uid", row.uid.toString());
            metadata.put("resourceVersion", String.valueOf(row.version));
            metadata.put("generation", row.generation);
            metadata.put(
                    "creationTimestamp",
                    row.createdAt.truncatedTo(ChronoUnit.SECONDS).toString());
            deletion.ifPresent(at -> metadata.put(
                    "deletionTimestamp", at.truncatedTo(ChronoUnit.SECONDS).toString()));
        });
        return new Application(
                name, row.uid.toString(), row.generation, row.version, row.createdAt, deletion, manifest);
    }

    private ObjectNode treeOf(String text) {
        return (ObjectNode) json.readTree(text);
    }

    private @Nullable ObjectNode tree(@Nullable String text) {
        return text == null ? null : treeOf(text);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The applications that this one made, by namespace and name. */
    @Transactional(readOnly = true)
    public List<Application> childrenOf(ApplicationName parent) {
        return rows.findByParentOrderByNamespaceAscNameAsc(parent.toString()).stream()
                .map(this::read)
                .toList();
    }
}
