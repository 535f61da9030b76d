package dev.fairway.sync;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;

/**
 * A cluster small enough to reason about: it does what actions ask, its watch lags one tick behind, and it writes down every
 * request that changed something. Objects are Progressing for some ticks ({@code ticks=}) and then Healthy, or what
 * {@code ends=} says.
 */
final class SimulatedCluster {

    private static final Set<String> WITH_HEALTH = Set.of("Deployment", "Job", "StatefulSet");

    final List<String> effects = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    final Map<String, ActionResult> answers = new HashMap<>();
    final Set<ResourceKey> slowToDie = new java.util.HashSet<>();
    private final Map<ResourceKey, Item> items = new LinkedHashMap<>();
    private final SyncPlan plan;
    private final List<Manifest> rendered;
    private Map<ResourceKey, LiveObject> view = Map.of();
    private int version = 100;
    private int uids;

    SimulatedCluster(Given given, SyncPlan plan) {
        this.plan = plan;
        this.rendered = List.copyOf(given.desired);
        given.live.forEach(
                (key, object) -> items.put(key, new Item(object, object.uid().orElseThrow(), ++version, 0)));
        items.values().forEach(item -> item.age = 99);
        tick();
    }

    private static final class Item {
        Manifest object;
        final String uid;
        int version;
        int age;
        int dying = -1;

        Item(Manifest object, String uid, int version, int age) {
            this.object = object;
            this.uid = uid;
            this.version = version;
            this.age = age;
        }

        boolean isHeld() {
            return finalizers(object).contains(WellKnown.HOOK_FINALIZER);
        }
    }

    /** Time passes; only now does the watch show what has happened. */
    void tick() {
        items.values().forEach(item -> {
            item.age++;
            if (item.age == ticks(item.object) + 1) {
                item.version = ++version;
            }
            item.dying = item.dying > 0 ? item.dying - 1 : item.dying;
        });
        items.values().removeIf(item -> item.dying == 0 && !item.isHeld());
        Map<ResourceKey, LiveObject> next = new HashMap<>();
        items.forEach((key, item) -> next.put(key, live(item)));
        view = next;
    }

    Map<ResourceKey, LiveObject> view() {
        return view;
    }

    void vanish(ResourceKey key) {
        items.remove(key);
    }

    /** What is there, without uids and versions. */
    String content() {
        Map<String, String> content = new TreeMap<>();
        items.forEach((key, item) -> content.put(
                key.display(),
                item.object.tree().path("spec") + " " + finalizers(item.object) + (item.dying >= 0 ? " dying" : "")));
        return content.toString();
    }

    ActionResult perform(SyncAction action) {
        String name = action.getClass().getSimpleName();
        String request = name + " " + action.task().key().display();
        if (!(action instanceof SyncAction.Inspect)) {
            requests.add(request);
        }
        ActionResult answer = answers.get(request);
        return answer != null ? answer : obey(action, request);
    }

    private ActionResult obey(SyncAction action, String request) {
        ResourceKey key = action.task().key();
        Optional<Item> item = Optional.ofNullable(items.get(key));
        return switch (action) {
            case SyncAction.DryRun dryRun ->
                new ActionResult.CheckPassed(
                        item.filter(found -> isAsDesired(action.task(), found)).isEmpty());
            case SyncAction.Apply apply ->
                item.isPresent() ? change(item.get(), action, request) : create(action, request);
            case SyncAction.Create create -> item.isPresent() ? new ActionResult.NameTaken() : create(action, request);
            case SyncAction.Replace replace ->
                item.filter(found -> found.uid.equals(replace.uid())).isPresent()
                        ? change(item.get(), action, request)
                        : new ActionResult.Failed(ActionResult.Failure.FINAL, "uid differs");
            case SyncAction.Delete delete -> delete(key, delete.uid(), request);
            case SyncAction.DeleteHook delete -> {
                unpin(item, delete.uid());
                yield delete(key, delete.uid(), request);
            }
            case SyncAction.RemoveHookFinalizer remove -> {
                if (item.filter(found -> found.isHeld() && found.uid.equals(remove.uid()))
                        .isPresent()) {
                    effects.add(request);
                }
                unpin(item, remove.uid());
                yield new ActionResult.Accepted();
            }
            case SyncAction.RefreshKinds refresh -> new ActionResult.Accepted();
            case SyncAction.Inspect inspect ->
                new ActionResult.Inspected(
                        item.map(this::live),
                        item.filter(found -> action.task().isWrite() && isAsDesired(action.task(), found))
                                .isPresent());
        };
    }

    private ActionResult create(SyncAction action, String request) {
        effects.add(request);
        Item item = new Item(plan.desired(action.task(), rendered), "made-" + ++uids, ++version, 0);
        items.put(action.task().key(), item);
        return new ActionResult.Written(item.uid, String.valueOf(item.version), true);
    }

    private ActionResult change(Item item, SyncAction action, String request) {
        boolean changed = !isAsDesired(action.task(), item);
        if (changed) {
            effects.add(request);
            item.object = plan.desired(action.task(), rendered);
            item.version = ++version;
            item.age = 0;
        }
        return new ActionResult.Written(item.uid, String.valueOf(item.version), changed);
    }

    private ActionResult delete(ResourceKey key, String uid, String request) {
        Item item = items.get(key);
        if (item != null && item.uid.equals(uid) && item.dying < 0) {
            effects.add(request);
            if (item.isHeld() || slowToDie.contains(key)) {
                item.dying = 3;
                item.version = ++version;
            } else {
                items.remove(key);
            }
        }
        return new ActionResult.Accepted();
    }

    private static void unpin(Optional<Item> item, String uid) {
        item.filter(found -> found.uid.equals(uid))
                .ifPresent(found -> found.object =
                        found.object.with(tree -> tree.withObject("/metadata").remove("finalizers")));
    }

    private boolean isAsDesired(SyncTask task, Item item) {
        Manifest desired = plan.desired(task, rendered);
        return desired.tree().path("spec").equals(item.object.tree().path("spec"))
                && desired.labels().equals(item.object.labels())
                && desired.annotation(SyncPlan.OPERATION).equals(item.object.annotation(SyncPlan.OPERATION));
    }

    private LiveObject live(Item item) {
        return new LiveObject(
                item.uid,
                String.valueOf(item.version),
                item.dying >= 0,
                item.object.annotation(SyncPlan.OPERATION).orElse(""),
                item.object.kind().equals("CustomResourceDefinition") && item.age > 1,
                health(item));
    }

    private static Optional<Health> health(Item item) {
        if (!WITH_HEALTH.contains(item.object.kind())) {
            return Optional.empty();
        }
        if (item.age <= ticks(item.object)) {
            return Optional.of(new Health(HealthStatus.PROGRESSING, "Not yet"));
        }
        String end = item.object.text("/spec/ends");
        return Optional.of(new Health(
                end.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.valueOf(end), end.isEmpty() ? "" : "It broke"));
    }

    private static int ticks(Manifest object) {
        String ticks = object.text("/spec/ticks");
        return ticks.isEmpty() ? 2 : Integer.parseInt(ticks);
    }

    private static List<String> finalizers(Manifest object) {
        return object.at("/metadata/finalizers") instanceof ArrayNode array
                ? array.valueStream().map(entry -> entry.asString("")).toList()
                : List.of();
    }
}
