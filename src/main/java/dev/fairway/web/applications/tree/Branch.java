package dev.fairway.web.applications.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An object with all it owns.
 *
 * @param dimmed it is here only because something below it was looked for
 */
record Branch(Node node, List<Branch> below, boolean dimmed) {

    int size() {
        int size = 1;
        for (Branch branch : below) {
            size += branch.size();
        }
        return size;
    }

    void each(Consumer<Node> visitor) {
        visitor.accept(node);
        below.forEach(branch -> branch.each(visitor));
    }

    /** What is left of it under a filter: matches, and the way to them. */
    Optional<Branch> narrowed(Filter filter) {
        List<Branch> kept = new ArrayList<>();
        below.forEach(branch -> branch.narrowed(filter).ifPresent(kept::add));
        boolean matches = filter.matches(node);
        return matches || !kept.isEmpty() ? Optional.of(new Branch(node, kept, !matches)) : Optional.empty();
    }
}
