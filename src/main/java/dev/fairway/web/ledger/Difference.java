package dev.fairway.web.ledger;

import dev.fairway.ledger.Running;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One application that did not run the same at two instants. */
public record Difference(String application, Optional<Running> before, Optional<Running> after) {

    /** By application; what ran the same both times is not in it. */
    public static List<Difference> between(List<Running> before, List<Running> after) {
        Map<String, Running> then = by(before);
        Map<String, Running> later = by(after);
        TreeSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(later.keySet());
        return names.stream()
                .map(name ->
                        new Difference(name, Optional.ofNullable(then.get(name)), Optional.ofNullable(later.get(name))))
                .filter(each ->
                        !each.before().map(Running::state).equals(each.after().map(Running::state)))
                .toList();
    }

    private static Map<String, Running> by(List<Running> all) {
        return all.stream().collect(Collectors.toMap(Running::application, Function.identity(), (one, other) -> one));
    }
}
