package dev.fairway.sync;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.spec.SyncOptions;
import dev.fairway.sync.spec.SyncPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Git says and what runs, written shortly: {@code apps/Deployment web wave=1 hook=PreSync}. */
final class Given {

    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    static final ApplicationName SHOP = new ApplicationName("argocd", "shop");
    static final String NAMESPACE = "shop";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> SHORT = Map.of(
            "wave", WellKnown.SYNC_WAVE,
            "weight", WellKnown.HELM_HOOK_WEIGHT,
            "hook", WellKnown.HOOK,
            "policy", WellKnown.HOOK_DELETE_POLICY,
            "helm-hook", WellKnown.HELM_HOOK,
            "helm-policy", WellKnown.HELM_HOOK_DELETE_POLICY,
            "keep", WellKnown.HELM_RESOURCE_POLICY,
            "options", WellKnown.SYNC_OPTIONS);
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("Namespace", "CustomResourceDefinition", "ClusterRole", "PersistentVolume", "StorageClass");

    final List<Manifest> desired = new ArrayList<>();
    final Map<ResourceKey, Manifest> live = new LinkedHashMap<>();
    final Set<ResourceKey> outOfSync = new HashSet<>();
    final Map<ResourceKey, Problem> forbidden = new LinkedHashMap<>();
    final Set<GroupKind> unserved = new HashSet<>();
    SyncPolicy policy = SyncPolicy.MANUAL;
    SyncRequest request = SyncRequest.everything(List.of("0123456789abcdef0123456789abcdef01234567"));
    String operation = "7";

    static Given git(String... objects) {
        Given given = new Given();
        given.live.put(
                new ResourceKey("", "Namespace", "", NAMESPACE), stored(object("Namespace " + NAMESPACE), "uid-ns"));
        Arrays.stream(objects).map(Given::tracked).forEach(given.desired::add);
        return given;
    }

    Given withoutNamespace() {
        live.remove(new ResourceKey("", "Namespace", "", NAMESPACE));
        return this;
    }

    /** Objects that run and belong to the application. */
    Given live(String... objects) {
        for (String text : objects) {
            Manifest object = tracked(text);
            live.put(object.key(), stored(object, "uid-" + object.name()));
        }
        return this;
    }

    Given liveOf(ApplicationName other, String text) {
        Manifest object = object(text);
        Manifest theirs = object.withAnnotation(
                WellKnown.TRACKING_ID,
                TrackingId.of(other, object.key(), NAMESPACE).toString());
        live.put(theirs.key(), stored(theirs, "uid-" + object.name()));
        return this;
    }

    Given options(String... entries) {
        policy = new SyncPolicy(
                policy.automated(), SyncOptions.of(entries), policy.retry(), policy.managedNamespaceMetadata());
        return this;
    }

    Given namespaceLabels(Map<String, String> labels) {
        policy = new SyncPolicy(
                policy.automated(),
                policy.options(),
                policy.retry(),
                Optional.of(new SyncPolicy.NamespaceMetadata(labels, Map.of())));
        return this;
    }

    Given prune() {
        request = request.withPrune();
        return this;
    }

    Given asking(SyncRequest other) {
        request = other;
        return this;
    }

    PlanInput input() {
        return new PlanInput(
                new PlanInput.Operation(operation, request.revisions().getFirst(), START),
                new PlanInput.Target(SHOP, NAMESPACE),
                policy,
                request,
                new PlanInput.State(List.copyOf(desired), live, outOfSync),
                new PlanInput.Gate(key -> Optional.ofNullable(forbidden.get(key)), kind -> !unserved.contains(kind)));
    }

    SyncPlan plan() {
        return SyncPlanner.plan(input());
    }

    static ResourceKey key(String text) {
        return object(text).key();
    }

    static Manifest tracked(String text) {
        Manifest object = object(text);
        return object.name().isEmpty()
                ? object
                : object.withAnnotation(
                        WellKnown.TRACKING_ID,
                        TrackingId.of(SHOP, object.key(), NAMESPACE).toString());
    }

    /** {@code [group/]Kind [namespace/]name [key=value …]}; a name that ends in a dash is a generateName. */
    static Manifest object(String text) {
        String[] words = text.split(" ");
        int slash = words[0].lastIndexOf('/');
        String group = slash < 0 ? "" : words[0].substring(0, slash);
        String kind = words[0].substring(slash + 1);
        int nameStart = words[1].indexOf('/') + 1;
        String namespace = nameStart > 0 ? words[1].substring(0, nameStart - 1) : NAMESPACE;
        String name = words[1].substring(nameStart);
        ObjectNode tree = JSON.createObjectNode();
        tree.put("apiVersion", group.isEmpty() ? "v1" : group + "/v1").put("kind", kind);
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put(name.endsWith("-") ? "generateName" : "name", name);
        if (!CLUSTER_SCOPED.contains(kind)) {
            metadata.put("namespace", namespace);
        }
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String field = words[i].substring(0, equals);
            String value = words[i].substring(equals + 1);
            if (field.equals("defines")) {
                tree.withObject("/spec").put("group", value.substring(0, value.indexOf('/')));
                tree.withObject("/spec/names").put("kind", value.substring(value.indexOf('/') + 1));
            } else if (field.equals("owner")) {
                metadata.withArrayProperty("ownerReferences").addObject().put("name", value);
            } else if (SHORT.containsKey(field)) {
                metadata.withObjectProperty("annotations").put(SHORT.get(field), value);
            } else {
                tree.withObject("/spec").put(field, value);
            }
        }
        return Manifest.of(tree);
    }

    static Manifest stored(Manifest object, String uid) {
        return object.with(tree -> tree.withObject("/metadata").put("uid", uid).put("resourceVersion", "10"));
    }
}
