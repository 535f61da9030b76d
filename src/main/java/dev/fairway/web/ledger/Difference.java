package dev.fairway.web.ledger;

import dev.fairway.ledger.Running;
import dev.fairway.ledger.manifests.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One application that did not run the same at two instants.
 *
 * @param objects how many of its objects came, went or say something else; empty if the manifests of one side are not kept
 */
public record Difference(
        String application,
        Effect effect,
        Optional<Integer> objects,
        Optional<Running> before,
        Optional<Running> after) {

    /** What became of it. */
    public enum Effect {
        APPEARED,
        WENT,
        CHANGED
    }

    private static final Listing NOTHING = new Listing("", List.of());

    /** By application; what ran the same both times is not in it. */
    static List<Difference> between(List<Running> before, List<Running> after) {
        Map<String, Running> then = by(before);
        Map<String, Running> later = by(after);
        TreeSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(later.keySet());
        return names.stream()
                .map(name -> of(name, Optional.ofNullable(then.get(name)), Optional.ofNullable(later.get(name))))
                .filter(each ->
                        !each.before().map(Running::state).equals(each.after().map(Running::state)))
                .toList();
    }

    private static Difference of(String name, Optional<Running> before, Optional<Running> after) {
        Effect effect = before.isEmpty() ? Effect.APPEARED : after.isEmpty() ? Effect.WENT : Effect.CHANGED;
        return new Difference(name, effect, Optional.empty(), before, after);
    }

    /** With what is known of its objects. */
    Difference counted(Map<Long, Listing> listings) {
        Optional<Listing> then = listing(before, listings);
        Optional<Listing> later = listing(after, listings);
        return new Difference(application, effect, then.flatMap(one -> later.map(one::differing)), before, after);
    }

    /** Of a side that did not run: nothing. */
    private static Optional<Listing> listing(Optional<Running> side, Map<Long, Listing> listings) {
        return side.isEmpty()
                ? Optional.of(NOTHING)
                : Optional.ofNullable(listings.get(side.get().deployment()));
    }

    /** Names of images of one side that the other does not have. */
    static List<Running.Image> onlyIn(Optional<Running> side, Optional<Running> other) {
        List<Running.Image> others = other.map(Running::images).orElse(List.of());
        return side.map(Running::images).orElse(List.of()).stream()
                .filter(image -> !others.contains(image))
                .toList();
    }

    private static Map<String, Running> by(List<Running> all) {
        return all.stream().collect(Collectors.toMap(Running::application, Function.identity(), (one, other) -> one));
    }
}
