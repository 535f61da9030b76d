package dev.fairway.reconciliation.registry;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.LiveState;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.GroupVersionKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import dev.fairway.resource.WellKnown;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The registry as a destination: Applications (and AppProjects) that a parent application's source holds are applied here.
 * Applies are field-owned: what a parent drops from Git is removed, what a person added stays.
 */
@Component
public class RegistryDriver implements ClusterDriver {

    public static final String GROUP = "argoproj.io";
    private static final GroupKind APPLICATION = new GroupKind(GROUP, "Application");
    private static final GroupKind PROJECT = new GroupKind(GROUP, "AppProject");
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete");

    private final Applications applications;
    private final ProjectObjects projects;
    private final RegistryRules rules;
    private final RegistryState live;
    private final JsonMapper json;

    RegistryDriver(
            Applications applications,
            ProjectObjects projects,
            RegistryRules rules,
            RegistryState live,
            JsonMapper json) {
        this.applications = applications;
        this.projects = projects;
        this.rules = rules;
        this.live = live;
        this.json = json;
    }

    /** Whether objects of a kind live in the registry. */
    public static boolean serves(GroupKind kind) {
        return kind.equals(APPLICATION) || kind.equals(PROJECT);
    }

    @Override
    public ApiCatalog catalog() {
        return new ApiCatalog(
                "",
                Map.of(
                        APPLICATION,
                        new ApiCatalog.ApiKind(
                                new GroupVersionKind(GROUP, "v1alpha1", "Application"), "applications", true, VERBS),
                        PROJECT,
                        new ApiCatalog.ApiKind(
                                new GroupVersionKind(GROUP, "v1alpha1", "AppProject"), "appprojects", true, VERBS)),
                List.of(GROUP + "/v1alpha1"));
    }

    @Override
    public ApiCatalog refreshCatalog() {
        return catalog();
    }

    @Override
    public LiveState live() {
        return live;
    }

    @Override
    public Optional<Manifest> get(ResourceKey key) {
        return live.get(key);
    }

    @Override
    public Manifest predict(Manifest desired, ApplyOptions options) {
        return told(() -> isProject(desired)
                ? projects.predict(desired)
                : applications.predictFrom(admitted(desired), withoutNull(desired)));
    }

    @Override
    public Manifest apply(Manifest desired, ApplyOptions options) {
        return told(() -> isProject(desired)
                ? projects.apply(desired, Actor.automation("application " + parentOf(desired)))
                : applications
                        .applyFrom(parentOf(desired), withoutNull(desired))
                        .manifest());
    }

    @Override
    public Manifest create(Manifest desired) {
        if (get(desired.key()).isPresent()) {
            throw new ClusterProblem(
                    ClusterProblem.Reason.ALREADY_EXISTS, desired.key().display() + " exists already.", null);
        }
        return apply(desired, ApplyOptions.DEFAULT);
    }

    @Override
    public Manifest replace(Manifest desired, String uid) {
        return apply(desired, ApplyOptions.DEFAULT);
    }

    /** Objects of the registry have no status of their own to write. */
    @Override
    public Manifest mergeStatus(ResourceKey key, String mergePatch) {
        return merge(key, mergePatch);
    }

    @Override
    public Manifest merge(ResourceKey key, String mergePatch) {
        ObjectNode patch = (ObjectNode) json.readTree(mergePatch);
        return told(() -> applications
                .change(nameOf(key), before -> before.with(tree -> merge(tree, patch)), Actor.automation("sync"))
                .manifest());
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue() instanceof ObjectNode below) {
                merge(target.withObjectProperty(change.getKey()), below);
            } else {
                target.set(change.getKey(), change.getValue().deepCopy());
            }
        });
    }

    /** A pruned child takes what it runs with it, unless it says otherwise by having another finalizer or orphaning. */
    @Override
    public void delete(ResourceKey key, Optional<String> uid, Propagation propagation) {
        told(() -> {
            if (key.groupKind().equals(PROJECT)) {
                projects.delete(key.name(), Actor.automation("sync"));
                return key;
            }
            Optional<Application> found = applications.find(nameOf(key));
            if (found.isPresent() && uid.map(found.get().uid()::equals).orElse(true)) {
                applications.requestDeletion(nameOf(key), Actor.automation("sync"));
            }
            return key;
        });
    }

    @Override
    public void adopt(Manifest live, String extraManager) {
        // Fields have one applier here: there is nothing to take over.
    }

    @Override
    public InputStream logs(LogRequest request) {
        throw new ClusterProblem(ClusterProblem.Reason.NOT_FOUND, "An application has no logs of its own.", null);
    }

    @Override
    public List<Manifest> events(ResourceKey key) {
        return List.of();
    }

    /** The tracking id that every desired object carries names the parent. */
    private static ApplicationName parentOf(Manifest desired) {
        return desired.annotation(WellKnown.TRACKING_ID)
                .flatMap(TrackingId::parse)
                .map(TrackingId::application)
                .orElseThrow(() -> new ClusterProblem(
                        ClusterProblem.Reason.INVALID, desired.key().display() + " carries no tracking id.", null));
    }

    private ApplicationName admitted(Manifest desired) {
        ApplicationName parent = parentOf(desired);
        applications
                .find(parent)
                .flatMap(found -> rules.refusalOfChild(found, desired))
                .ifPresent(problem -> {
                    throw problem.asException();
                });
        return parent;
    }

    private static boolean isProject(Manifest desired) {
        return desired.kind().equals("AppProject");
    }

    private static ApplicationName nameOf(ResourceKey key) {
        return new ApplicationName(key.namespace(), key.name());
    }

    /** Git often holds {@code finalizers: []} or a status: neither means anything here. */
    private static Manifest withoutNull(Manifest desired) {
        return desired.with(tree -> {
            tree.remove("status");
            if (tree.path("metadata").path("finalizers") instanceof ArrayNode list && list.isEmpty()) {
                ((ObjectNode) tree.path("metadata")).remove("finalizers");
            }
        });
    }

    /** The engine understands one kind of failure of a destination. */
    private static <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProblemException failure) {
            Problem problem = failure.problem();
            ClusterProblem.Reason reason =
                    switch (problem.code()) {
                        case "NotFound" -> ClusterProblem.Reason.NOT_FOUND;
                        case "AlreadyExists" -> ClusterProblem.Reason.ALREADY_EXISTS;
                        case "Conflict" -> ClusterProblem.Reason.CONFLICT;
                        case "OwnedElsewhere", "NotPermitted" -> ClusterProblem.Reason.FORBIDDEN;
                        default -> ClusterProblem.Reason.INVALID;
                    };
            throw new ClusterProblem(reason, problem.message(), failure);
        }
    }
}
