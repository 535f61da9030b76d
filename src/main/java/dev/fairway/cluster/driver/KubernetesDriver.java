package dev.fairway.cluster.driver;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.cluster.LiveState;
import dev.fairway.cluster.api.ApiConnection;
import dev.fairway.cluster.api.ApiRequest;
import dev.fairway.cluster.api.ObjectReader;
import dev.fairway.cluster.api.ResourcePaths;
import dev.fairway.cluster.api.SecretsAtTheEdge;
import dev.fairway.cluster.api.Served;
import dev.fairway.cluster.api.Target;
import dev.fairway.cluster.api.Trees;
import dev.fairway.cluster.live.WatchedLiveState;
import dev.fairway.resource.GroupVersionKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Kubernetes API. What a write returns is put into the live state at once, so that whoever wrote reads at least that.
 *
 * <p>Objects that {@link #get}, {@link #predict} and {@link #apply} return carry their {@code managedFields}; those of the
 * live state do not.
 */
public final class KubernetesDriver implements ClusterDriver, AutoCloseable {

    /** Other writers may change the object between our read and our conditional write. */
    private static final int CONFLICT_TRIES = 4;

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(60);

    private final ApiConnection connection;
    private final Served served;
    private final SecretsAtTheEdge secrets;
    private final WatchedLiveState live;

    public KubernetesDriver(ApiConnection connection, Served served, SecretsAtTheEdge secrets, WatchedLiveState live) {
        this.connection = connection;
        this.served = served;
        this.secrets = secrets;
        this.live = live;
    }

    @Override
    public ApiCatalog catalog() {
        return served.catalog();
    }

    @Override
    public ApiCatalog refreshCatalog() {
        return served.refresh();
    }

    @Override
    public LiveState live() {
        live.start();
        return live;
    }

    /** Whether somebody has asked for the live state, so that it is being watched. */
    public boolean isWatching() {
        return live.isStarted();
    }

    public int watchedKinds() {
        return live.watchedKinds();
    }

    /** How much the live state keeps; does not start it. */
    public LiveState.Counts kept() {
        return live.counts();
    }

    @Override
    public Optional<Manifest> get(ResourceKey key) {
        return new ObjectReader(connection, served, secrets).read(key);
    }

    @Override
    public Optional<Manifest> counterpart(Manifest desired) {
        return new ObjectReader(connection, served, secrets).readLike(desired);
    }

    @Override
    public Manifest predict(Manifest desired, ApplyOptions options) {
        return secrets.in(
                connection.call(patch(desired, options).with("dryRun", "All"), Target.of("dry-run", desired.key())));
    }

    @Override
    public Manifest apply(Manifest desired, ApplyOptions options) {
        return stored(connection.call(patch(desired, options), Target.of("apply", desired.key())));
    }

    @Override
    public Manifest create(Manifest desired) {
        ApiKind kind = served.kindOf(desired);
        String path = ResourcePaths.collection(kind, desired.gvk(), namespace(kind, desired.key()));
        return stored(connection.call(
                write("POST", path, ApiRequest.JSON, secrets.out(desired)), Target.of("create", desired.key())));
    }

    @Override
    public Manifest replace(Manifest desired, String uid) {
        String path = path(served.kindOf(desired), desired.gvk(), desired.key());
        for (int attempt = 1; ; attempt++) {
            // Many kinds refuse a replacement that names no resourceVersion.
            ObjectNode live = connection.call(ApiRequest.get(path), Target.of("get", desired.key()));
            if (!Trees.text(live.path("metadata"), "uid").equals(uid)) {
                throw new ClusterProblem(
                        Reason.CONFLICT,
                        "%s: another object has taken this name meanwhile."
                                .formatted(desired.key().display()),
                        null);
            }
            Manifest conditional = desired.with(tree -> tree.withObject("/metadata")
                    .put("uid", uid)
                    .put("resourceVersion", Trees.text(live.path("metadata"), "resourceVersion")));
            try {
                return stored(connection.call(
                        write("PUT", path, ApiRequest.JSON, secrets.out(conditional)),
                        Target.of("replace", desired.key())));
            } catch (ClusterProblem problem) {
                if (problem.reason() != Reason.CONFLICT || attempt == CONFLICT_TRIES) {
                    throw problem;
                }
            }
        }
    }

    @Override
    public Manifest merge(ResourceKey key, String mergePatch) {
        return merge(key, mergePatch, "");
    }

    /** A kind without the endpoint answers that there is none. */
    @Override
    public Manifest mergeStatus(ResourceKey key, String mergePatch) {
        try {
            return merge(key, mergePatch, "/status");
        } catch (ClusterProblem refused) {
            if (refused.reason() != ClusterProblem.Reason.NOT_FOUND) {
                throw refused;
            }
            return merge(key, mergePatch, "");
        }
    }

    private Manifest merge(ResourceKey key, String mergePatch, String endpoint) {
        ApiKind kind = served.kindOf(key);
        return stored(connection.call(
                write(
                        "PATCH",
                        path(kind, kind.gvk(), key) + endpoint,
                        ApiRequest.MERGE_PATCH,
                        mergePatch.getBytes(StandardCharsets.UTF_8)),
                Target.of("patch", key)));
    }

    @Override
    public void delete(ResourceKey key, Optional<String> uid, Propagation propagation) {
        ApiKind kind = served.kindOf(key);
        ObjectNode options = Trees.object().put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.put("propagationPolicy", policy(propagation));
        uid.ifPresent(value -> options.putObject("preconditions").put("uid", value));
        try {
            ObjectNode answer = connection.call(
                    ApiRequest.send(
                                    "DELETE",
                                    path(kind, kind.gvk(), key),
                                    ApiRequest.JSON,
                                    Trees.MAPPER.writeValueAsBytes(options))
                            .within(WRITE_TIMEOUT),
                    Target.of("delete", key));
            if (!Trees.text(answer.path("metadata"), "uid").isEmpty()) {
                live.observed(secrets.in(answer));
            }
        } catch (ClusterProblem problem) {
            if (problem.reason() != Reason.NOT_FOUND && !isAnotherNow(problem, key, uid)) {
                throw problem;
            }
        }
    }

    @Override
    public void adopt(Manifest object, String extraManager) {
        ResourceKey key = object.key();
        if (!live.mayHaveApplier(key, manager -> FieldOwnership.isApplier(manager, extraManager))) {
            return;
        }
        ApiKind kind = served.kindOf(key);
        for (int attempt = 1; ; attempt++) {
            Optional<Manifest> current = get(key).filter(found -> found.uid().equals(object.uid()));
            Optional<ArrayNode> moved =
                    current.flatMap(found -> FieldOwnership.moved(found.at("/metadata/managedFields"), extraManager));
            if (current.isEmpty() || moved.isEmpty()) {
                return;
            }
            try {
                stored(connection.call(
                        ApiRequest.send(
                                "PATCH",
                                path(kind, kind.gvk(), key),
                                ApiRequest.JSON_PATCH,
                                ownershipPatch(
                                        moved.get(),
                                        current.get().resourceVersion().orElse(""))),
                        Target.of("adopt", key)));
                return;
            } catch (ClusterProblem problem) {
                if (problem.reason() != Reason.CONFLICT || attempt == CONFLICT_TRIES) {
                    throw problem;
                }
            }
        }
    }

    @Override
    public InputStream logs(LogRequest request) {
        ResourceKey pod = new ResourceKey("", "Pod", request.namespace(), request.pod());
        ApiKind kind = served.kindOf(pod);
        ApiRequest logs = ApiRequest.get(path(kind, kind.gvk(), pod) + "/log").accepting("*/*");
        if (!request.container().isEmpty()) {
            logs = logs.with("container", request.container());
        }
        if (request.previous()) {
            logs = logs.with("previous", "true");
        }
        if (request.follow()) {
            logs = logs.with("follow", "true");
        }
        if (request.timestamps()) {
            logs = logs.with("timestamps", "true");
        }
        if (request.tailLines().isPresent()) {
            logs = logs.with("tailLines", request.tailLines().get().toString());
        }
        if (request.sinceSeconds().isPresent()) {
            logs = logs.with("sinceSeconds", request.sinceSeconds().get().toString());
        }
        if (request.sinceTime().isPresent()) {
            logs = logs.with(
                    "sinceTime",
                    request.sinceTime().get().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return connection.open(logs, Target.of("logs", pod));
    }

    @Override
    public List<Manifest> events(ResourceKey key) {
        return new EventReader(connection, secrets).about(key);
    }

    private ApiRequest patch(Manifest desired, ApplyOptions options) {
        String path = path(served.kindOf(desired), desired.gvk(), desired.key());
        return write("PATCH", path, ApiRequest.APPLY_PATCH, secrets.out(desired))
                .with("force", Boolean.toString(options.force()))
                .with("fieldValidation", options.validation());
    }

    private static ApiRequest write(String method, String path, String type, byte[] body) {
        return ApiRequest.send(method, path, type, body)
                .with("fieldManager", WellKnown.FIELD_MANAGER)
                .within(WRITE_TIMEOUT);
    }

    private Manifest stored(ObjectNode answer) {
        Manifest object = secrets.in(answer);
        live.observed(object);
        return object;
    }

    private static byte[] ownershipPatch(ArrayNode managedFields, String resourceVersion) {
        ArrayNode patch = Trees.MAPPER.createArrayNode();
        patch.addObject()
                .put("op", "replace")
                .put("path", "/metadata/managedFields")
                .set("value", managedFields);
        // Naming the version read makes the server refuse the patch if the object changed meanwhile.
        patch.addObject()
                .put("op", "add")
                .put("path", "/metadata/resourceVersion")
                .put("value", resourceVersion);
        return Trees.MAPPER.writeValueAsBytes(patch);
    }

    /** A refused precondition means success if the very object is gone. */
    private boolean isAnotherNow(ClusterProblem problem, ResourceKey key, Optional<String> uid) {
        return problem.reason() == Reason.CONFLICT
                && uid.isPresent()
                && get(key).flatMap(Manifest::uid).filter(uid.get()::equals).isEmpty();
    }

    private static String path(ApiKind kind, GroupVersionKind version, ResourceKey key) {
        return ResourcePaths.object(kind, version, namespace(kind, key), key.name());
    }

    private static String namespace(ApiKind kind, ResourceKey key) {
        if (kind.namespaced() && key.namespace().isEmpty()) {
            throw new ClusterProblem(
                    Reason.INVALID, "%s: the object needs a namespace and names none.".formatted(key.display()), null);
        }
        return key.namespace();
    }

    private static String policy(Propagation propagation) {
        String name = propagation.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        live.close();
        connection.close();
    }
}
