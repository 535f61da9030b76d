package dev.fairway.tenancy;

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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The projects. {@code default} is always there. Every write is audited and published in its own transaction. */
@Component
@Transactional
public class Projects {

    private static final List<String> KEPT_METADATA = List.of("labels", "annotations", "finalizers");

    private final ProjectRows rows;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final JsonMapper json;

    Projects(ProjectRows rows, AuditTrail audit, ApplicationEventPublisher events, Clock clock, JsonMapper json) {
        this.rows = rows;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    @Transactional(readOnly = true)
    public Optional<RegisteredProject> find(String name) {
        return rows.findByName(name).map(this::read);
    }

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<RegisteredProject> all() {
        return rows.findAllByOrderByName().stream().map(this::read).toList();
    }

    /** The roles of all projects that have some. */
    @Transactional(readOnly = true)
    public List<ProjectRole> roles() {
        return rows.findAllWithRoles().stream()
                .flatMap(row -> ProjectReader.roles(
                        row.name, json.readTree(row.document).path("spec"))
                        .stream())
                .toList();
    }

    /**
     * What a project permits.
     *
     * @throws dev.fairway.resource.ProblemException {@code ProjectNotFound}
     */
    @Transactional(readOnly = true)
    public Project require(String name) {
        return find(name).map(RegisteredProject::project).orElseThrow(() -> notFound(name));
    }

    /**
     * Writes a new project.
     *
     * @throws dev.fairway.resource.ProblemException {@code AlreadyExists} or {@code InvalidProject}
     */
    public RegisteredProject create(Manifest given, Actor actor) {
        if (rows.findByName(given.name()).isPresent()) {
            throw Problem.stalled("AlreadyExists", "The project %s exists already.".formatted(given.name()))
                    .asException();
        }
        return insert(given, "project.create", actor);
    }

    /**
     * Replaces labels, annotations, finalizers and spec.
     *
     * @param expectedVersion refuses with {@code Conflict} if the project was written meanwhile; empty does not look
     * @throws dev.fairway.resource.ProblemException {@code ProjectNotFound}, {@code Conflict} or {@code InvalidProject}
     */
    public RegisteredProject update(Manifest given, Optional<Long> expectedVersion, Actor actor) {
        ProjectEntity row = rows.findByName(given.name()).orElseThrow(() -> notFound(given.name()));
        if (expectedVersion.isPresent() && expectedVersion.get() != row.version) {
            throw Problem.stalled(
                            "Conflict",
                            "The project %s was changed by someone else. Read it again and repeat the change."
                                    .formatted(given.name()))
                    .asException();
        }
        return write(row, given, "project.update", actor);
    }

    /** Creates it or replaces what is there, as a parent application does. */
    public RegisteredProject apply(Manifest given, Actor actor) {
        return rows.findByName(given.name())
                .map(row -> write(row, given, "project.apply", actor))
                .orElseGet(() -> insert(given, "project.apply", actor));
    }

    /**
     * Removes a project. The caller has made sure that no application belongs to it.
     *
     * @throws dev.fairway.resource.ProblemException {@code ProjectNotFound}, or {@code NotPermitted} for {@code default}
     */
    public void delete(String name, Actor actor) {
        if (name.equals(Project.DEFAULT)) {
            throw Problem.stalled(
                            "NotPermitted",
                            "The project default cannot be deleted. Empty its sourceRepos to forbid everything in it.")
                    .asException();
        }
        rows.delete(rows.findByName(name).orElseThrow(() -> notFound(name)));
        audit.record(actor, "project.delete", "project:" + name, Map.of());
        events.publishEvent(new ProjectChanged(name));
    }

    private RegisteredProject insert(Manifest given, String action, Actor actor) {
        ProjectEntity row = new ProjectEntity();
        row.name = given.name();
        row.uid = UUID.randomUUID();
        row.createdAt = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        return write(row, given, action, actor);
    }

    private RegisteredProject write(ProjectEntity row, Manifest given, String action, Actor actor) {
        requireName(row.name);
        Project.read(row.name, given.tree().path("spec"));
        ObjectNode before = tree(row.document);
        ObjectNode after = document(given);
        if (before.equals(after)) {
            return read(row);
        }
        if (!before.path("spec").equals(after.path("spec"))) {
            row.generation++;
        }
        row.document = json.writeValueAsString(after);
        RegisteredProject written = read(rows.saveAndFlush(row));
        audit.record(actor, action, "project:" + row.name, Map.of("version", written.version()));
        events.publishEvent(new ProjectChanged(row.name));
        return written;
    }

    private static void requireName(String name) {
        if (!name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
            throw Problem.stalled(
                            "InvalidProject",
                            "A project's name has lower-case letters, digits, dots and dashes, at most 253 of them.")
                    .asException();
        }
    }

    private static ObjectNode document(Manifest given) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = document.putObject("metadata");
        for (String field : KEPT_METADATA) {
            JsonNode value = given.tree().path("metadata").path(field);
            if (!value.isEmpty()) {
                metadata.set(field, value.deepCopy());
            }
        }
        JsonNode spec = given.tree().path("spec");
        document.set("spec", spec.isObject() ? spec.deepCopy() : JsonNodeFactory.instance.objectNode());
        return document;
    }

    private RegisteredProject read(ProjectEntity row) {
        ObjectNode document = tree(row.document);
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AppProject");
        ObjectNode metadata = whole.putObject("metadata");
        metadata.put("name", row.name)
                .put("namespace", ApplicationName.CONTROL_PLANE_NAMESPACE)
                .put("uid", row.uid.toString())
                .put("generation", row.generation)
                .put("resourceVersion", String.valueOf(row.version))
                .put(
                        "creationTimestamp",
                        row.createdAt.truncatedTo(ChronoUnit.SECONDS).toString());
        document.path("metadata").properties().forEach(entry -> metadata.set(entry.getKey(), entry.getValue()));
        whole.set("spec", document.path("spec"));
        return new RegisteredProject(
                row.name, row.uid.toString(), row.generation, row.version, row.createdAt, Manifest.of(whole));
    }

    private ObjectNode tree(String document) {
        return (ObjectNode) json.readTree(document);
    }

    private static RuntimeException notFound(String name) {
        return Problem.stalled(
                        "ProjectNotFound",
                        "There is no project %s. Create it, or name another in spec.project.".formatted(name))
                .asException();
    }
}
