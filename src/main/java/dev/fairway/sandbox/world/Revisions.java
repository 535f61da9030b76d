package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The ControllerRevisions of a StatefulSet or DaemonSet: one per version of its template. */
final class Revisions {

    static final String HASH = "controller-revision-hash";

    private Revisions() {}

    static String hash(Manifest workload) {
        return Names.templateHash(workload.at("/spec/template"));
    }

    /** Makes the revision of the present template if it is missing, and forgets those nothing needs. */
    static void keep(Manifest workload, ClusterView view, Turn.Draft draft, String... needed) {
        List<Manifest> all = view.controlledBy(Kinds.CONTROLLER_REVISION, workload);
        String name = workload.name() + "-" + hash(workload);
        Optional<Manifest> present =
                all.stream().filter(revision -> revision.name().equals(name)).findFirst();
        int highest = all.stream().mapToInt(Revisions::number).max().orElse(0);
        if (present.isEmpty()) {
            draft.create(workload, revision(workload, name, highest + 1));
        } else if (number(present.get()) < highest) {
            draft.update(present.get().with(copy -> copy.put("revision", highest + 1)));
        }
        int limit = workload.at("/spec/revisionHistoryLimit").asInt(10);
        List<String> keep = List.of(needed);
        List<Manifest> unused = all.stream()
                .filter(revision ->
                        !keep.contains(revision.name()) && !revision.name().equals(name))
                .sorted((a, b) -> Integer.compare(number(a), number(b)))
                .toList();
        unused.stream().limit(Math.max(0, unused.size() - limit)).forEach(draft::delete);
    }

    static int number(Manifest revision) {
        return revision.at("/revision").asInt(0);
    }

    private static Manifest revision(Manifest workload, String name, int number) {
        ObjectNode tree = Json.object().put("apiVersion", "apps/v1").put("kind", "ControllerRevision");
        ObjectNode metadata = tree.putObject("metadata").put("name", name).put("namespace", workload.namespace());
        ObjectNode labels = metadata.putObject("labels");
        Json.strings(workload.at("/spec/selector/matchLabels")).forEach(labels::put);
        labels.put(HASH, hash(workload));
        ObjectNode template = (ObjectNode) workload.at("/spec/template").deepCopy();
        template.put("$patch", "replace");
        tree.putObject("data").putObject("spec").set("template", template);
        tree.put("revision", number);
        return Ownership.controlled(Manifest.of(tree), workload);
    }
}
