package dev.fairway.sync;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Puts tasks in their order: phase, wave, kind, name; then what others depend on is moved before its first dependant and
 * takes over that one's phase and wave. Waves of removals are mirrored, so that what came last goes first.
 */
final class TaskOrder {

    /** Name alone would leave the order of two namespaces open; the rest only makes it the same every time. */
    private static final Comparator<Draft> BY_PLACE = Comparator.comparing((Draft draft) -> draft.task.phase())
            .thenComparing(draft -> draft.task.wave())
            .thenComparing(draft -> KindOrder.rank(draft.task.key().kind()))
            .thenComparing(draft -> draft.task.key().name())
            .thenComparing(draft -> draft.task.key());

    private TaskOrder() {}

    /** A task and the object it writes, which says what it depends on; empty for removals. */
    record Draft(SyncTask task, Optional<Manifest> written, boolean last) {

        Draft at(SyncPhase phase, int wave) {
            return new Draft(task.at(phase, wave), written, last);
        }
    }

    static List<SyncTask> sort(List<Draft> drafts) {
        List<Draft> sorted = new ArrayList<>(lastOnesLast(mirrored(drafts)));
        sorted.sort(BY_PLACE);
        raise(sorted, TaskOrder::namespaceItIs, object -> Optional.of(object.namespace())
                .filter(name -> !name.isEmpty()));
        raise(
                sorted,
                TaskOrder::kindItDefines,
                object -> Optional.of(object.gvk().groupKind()));
        List<SyncTask> tasks = new ArrayList<>();
        for (Draft draft : sorted) {
            tasks.add(draft.task.numbered(tasks.size()));
        }
        return List.copyOf(tasks);
    }

    static Optional<GroupKind> kindItDefines(Manifest object) {
        return object.kind().equals("CustomResourceDefinition")
                ? Optional.of(new GroupKind(object.text("/spec/group"), object.text("/spec/names/kind")))
                : Optional.empty();
    }

    static Optional<String> namespaceItIs(Manifest object) {
        return object.kind().equals("Namespace") && object.group().isEmpty()
                ? Optional.of(object.name())
                : Optional.empty();
    }

    private static List<Draft> mirrored(List<Draft> drafts) {
        SortedSet<Integer> waves = new TreeSet<>();
        drafts.stream().filter(draft -> isPrune(draft)).forEach(draft -> waves.add(draft.task.wave()));
        Map<Integer, Integer> mirror = new HashMap<>();
        List<Integer> ascending = List.copyOf(waves);
        for (int i = 0; i < ascending.size(); i++) {
            mirror.put(ascending.get(i), ascending.get(ascending.size() - 1 - i));
        }
        return map(
                drafts,
                TaskOrder::isPrune,
                draft -> draft.at(SyncPhase.SYNC, mirror.getOrDefault(draft.task.wave(), draft.task.wave())));
    }

    private static List<Draft> lastOnesLast(List<Draft> drafts) {
        OptionalInt lastWave = drafts.stream()
                .filter(draft -> draft.task.phase() == SyncPhase.SYNC && !isPrune(draft))
                .mapToInt(draft -> draft.task.wave())
                .max();
        int extra = Math.max(0, lastWave.orElse(0)) + 1;
        return map(drafts, draft -> isPrune(draft) && draft.last, draft -> draft.at(SyncPhase.SYNC, extra));
    }

    private static List<Draft> map(List<Draft> drafts, Predicate<Draft> which, Function<Draft, Draft> change) {
        return drafts.stream()
                .map(draft -> which.test(draft) ? change.apply(draft) : draft)
                .toList();
    }

    private static boolean isPrune(Draft draft) {
        return draft.written.isEmpty() && draft.task.phase() == SyncPhase.SYNC;
    }

    private static <K> void raise(
            List<Draft> sorted, Function<Manifest, Optional<K>> provides, Function<Manifest, Optional<K>> needs) {
        Map<K, Integer> firstDependant = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            Draft draft = sorted.get(i);
            if (draft.written.isEmpty()) {
                continue;
            }
            Optional<K> provided = provides.apply(draft.written.get());
            if (provided.isEmpty()) {
                int place = i;
                needs.apply(draft.written.get()).ifPresent(key -> firstDependant.putIfAbsent(key, place));
                continue;
            }
            Integer first = firstDependant.get(provided.get());
            if (first != null) {
                SyncTask dependant = sorted.get(first).task;
                sorted.remove(i);
                sorted.add(first, draft.at(dependant.phase(), dependant.wave()));
                firstDependant.replaceAll((key, place) -> place >= first ? place + 1 : place);
            }
        }
    }
}
