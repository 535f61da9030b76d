package dev.fairway.web.access;

import dev.fairway.applications.Application;
import dev.fairway.health.Health;
import dev.fairway.ledger.Operation;
import dev.fairway.ledger.StatusChange;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one person may be told of an application: without the names of its relatives that they may not see. Objects that are such
 * applications are left out, and texts say “an application that you may not see”. Made for one request.
 */
public final class Telling {

    private final boolean everything;
    private final Predicate<ApplicationName> hidden;

    private Telling(boolean everything, Predicate<ApplicationName> hidden) {
        this.everything = everything;
        this.hidden = hidden;
    }

    static Telling everything() {
        return new Telling(true, name -> false);
    }

    static Telling without(Predicate<ApplicationName> hidden) {
        return new Telling(false, hidden);
    }

    /** Whether an object may be named; one that is no application always may. */
    public boolean names(ResourceKey key) {
        return everything
                || !isApplication(key)
                || !hidden.test(new ApplicationName(
                        key.namespace().isEmpty() ? ApplicationName.CONTROL_PLANE_NAMESPACE : key.namespace(),
                        key.name()));
    }

    private static boolean isApplication(ResourceKey key) {
        return key.kind().equals("Application") && key.group().equals("argoproj.io");
    }

    public String text(String text) {
        return everything || text.isEmpty() ? text : Hearsay.without(text, hidden);
    }

    public Health health(Health health) {
        return new Health(health.status(), text(health.message()));
    }

    /** How it is written, without the trace of a parent that may not be named. */
    public Manifest manifest(Application application) {
        Manifest manifest = application.manifest();
        return everything || application.parent().filter(hidden).isEmpty()
                ? manifest
                : manifest.with(tree -> tree.withObject("/metadata/annotations").remove(WellKnown.TRACKING_ID));
    }

    /** What is written over an application keeps the trace of a parent that its writer was not shown. */
    public Manifest written(Application before, Manifest given) {
        return everything || before.parent().filter(hidden).isEmpty()
                ? given
                : given.with(tree -> tree.withObject("/metadata/annotations")
                        .put(
                                WellKnown.TRACKING_ID,
                                before.manifest()
                                        .annotation(WellKnown.TRACKING_ID)
                                        .orElse("")));
    }

    public List<Manifest> manifests(List<Manifest> manifests) {
        return everything
                ? manifests
                : manifests.stream().filter(manifest -> names(manifest.key())).toList();
    }

    /** A live object. One that is an application says how it is, and so of its own relatives. */
    public Manifest object(Manifest object) {
        if (everything || !isApplication(object.key())) {
            return object;
        }
        return object.with(tree -> {
            for (String part : List.of("health", "operationState")) {
                if (tree.path("status").path(part) instanceof ObjectNode said && said.has("message")) {
                    said.put("message", text(said.path("message").asString("")));
                }
            }
        });
    }

    /** What is compared, object by object. */
    public List<ManagedResource> managed(List<ManagedResource> managed) {
        return everything
                ? managed
                : managed.stream()
                        .filter(resource -> names(resource.key()))
                        .map(resource -> new ManagedResource(
                                resource.key(),
                                resource.desired(),
                                resource.live().map(this::object),
                                resource.comparison()))
                        .toList();
    }

    public List<TreeNode> tree(List<TreeNode> tree) {
        return everything
                ? tree
                : tree.stream()
                        .filter(node -> names(node.key()))
                        .map(node -> node.withHealth(node.health().map(this::health)))
                        .toList();
    }

    public ApplicationStatus status(ApplicationStatus status) {
        return everything
                ? status
                : status.told(
                        health(status.health()),
                        status.resources().stream()
                                .filter(resource -> names(resource.key()))
                                .map(this::resource)
                                .toList(),
                        status.conditions().stream().map(this::condition).toList(),
                        status.operation().map(this::operation));
    }

    private ResourceStatus resource(ResourceStatus resource) {
        return new ResourceStatus(
                resource.key(),
                resource.version(),
                resource.sync(),
                resource.health().map(this::health),
                resource.missing(),
                resource.requiresPruning(),
                resource.hook(),
                resource.wave(),
                text(resource.message()));
    }

    private Condition condition(Condition condition) {
        return new Condition(condition.type(), condition.code(), text(condition.message()), condition.since());
    }

    public OperationState operation(OperationState state) {
        return new OperationState(
                state.id(),
                state.kind(),
                state.actor(),
                text(state.reason()),
                state.revisions(),
                state.phase(),
                text(state.message()),
                state.startedAt(),
                state.finishedAt(),
                state.attempt(),
                state.nextAttemptAt(),
                state.dryRun(),
                state.results().stream()
                        .filter(result -> names(result.key()))
                        .map(result -> new OperationState.Result(
                                result.key(),
                                result.version(),
                                result.syncPhase(),
                                result.wave(),
                                result.hook(),
                                result.status(),
                                text(result.message())))
                        .toList(),
                state.rollout(),
                text(state.rolloutMessage()));
    }

    /** As it is recorded. What was asked for stays as it was. */
    public Operation operation(Operation operation) {
        return everything
                ? operation
                : new Operation(
                        operation.id(),
                        operation.application(),
                        operation.kind(),
                        operation.actor(),
                        text(operation.reason()),
                        operation.revisions(),
                        operation.request(),
                        operation.startedAt(),
                        operation.syncVerdict().map(this::verdict),
                        operation.rolloutVerdict().map(this::verdict),
                        operation.attempts().stream().map(this::attempt).toList());
    }

    private Operation.Verdict verdict(Operation.Verdict verdict) {
        return new Operation.Verdict(verdict.result(), text(verdict.message()), verdict.at());
    }

    private Operation.Attempt attempt(Operation.Attempt attempt) {
        return new Operation.Attempt(
                attempt.number(),
                attempt.phase(),
                attempt.code(),
                text(attempt.message()),
                attempt.revisions(),
                attempt.startedAt(),
                attempt.finishedAt(),
                attempt.resources().stream()
                        .filter(result -> names(ResourceKey.parse(result.resource())))
                        .map(result -> new Operation.ResourceResult(
                                result.resource(),
                                result.syncPhase(),
                                result.wave(),
                                result.hook(),
                                result.result(),
                                text(result.message())))
                        .toList());
    }

    public StatusChange change(StatusChange change) {
        return new StatusChange(
                change.sync(), change.health(), text(change.message()), text(change.cause()), change.at());
    }
}
