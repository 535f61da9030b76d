package dev.fairway.web.catalog;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a list is narrowed to: any of the values of each facet, all facets together, and the text.
 *
 * @param text part of the name, an image, a repository or the beginning of a revision, in any case; or an expression between
 *     slashes
 * @param starred only what whoever looks has starred
 */
public record Selection(Map<Facet, Set<String>> values, String text, boolean starred) {

    public static final Selection EVERYTHING = new Selection(Map.of(), "", false);

    public Selection(Map<Facet, Set<String>> values, String text) {
        this(values, text, false);
    }

    public boolean isEverything() {
        return values.isEmpty() && text.isEmpty() && !starred;
    }

    public boolean has(Facet facet, String value) {
        return values.getOrDefault(facet, Set.of()).contains(value);
    }

    public boolean narrows(Facet facet) {
        return values.containsKey(facet);
    }

    /** Why nothing can be found by the text; empty if it can be searched for. */
    public String textProblem() {
        return Wanted.of(text).problem();
    }

    /** Whether an entry has the text; made once for all of them. */
    Predicate<Entry> textPredicate() {
        if (text.isBlank()) {
            return entry -> true;
        }
        Wanted wanted = Wanted.of(text);
        Predicate<String> has = wanted.asPredicate();
        // Words find a commit by its beginning: in the middle of it they mean nothing.
        Predicate<String> commit =
                wanted instanceof Wanted.Words words ? revision -> revision.startsWith(words.lowerCase()) : has;
        return entry -> has.test(entry.name().name())
                || entry.asked().repositories().stream().anyMatch(has)
                || entry.going().images().stream().anyMatch(has)
                || entry.going().revisions().stream().anyMatch(commit)
                || entry.asked().revisions().stream().anyMatch(has);
    }

    boolean admits(Facet facet, Entry entry) {
        Set<String> wanted = values.get(facet);
        return wanted == null || facet.values(entry).stream().anyMatch(wanted::contains);
    }

    /** This selection with a value of a facet added, or taken away if it is there. */
    public Selection toggled(Facet facet, String value) {
        Map<Facet, Set<String>> changed = new EnumMap<>(Facet.class);
        changed.putAll(values);
        Set<String> now = new java.util.TreeSet<>(values.getOrDefault(facet, Set.of()));
        if (!now.remove(value)) {
            now.add(value);
        }
        changed.put(facet, now);
        if (now.isEmpty()) {
            changed.remove(facet);
        }
        return new Selection(changed, text, starred);
    }

    public Selection without(Facet facet) {
        Map<Facet, Set<String>> changed = new EnumMap<>(Facet.class);
        changed.putAll(values);
        changed.remove(facet);
        return new Selection(changed, text, starred);
    }

    public Selection withText(String other) {
        return new Selection(values, other, starred);
    }

    /** All, if it is only what is starred, and the other way round. */
    public Selection otherwiseStarred() {
        return new Selection(values, text, !starred);
    }

    /** Facets in their order, for whoever shows what is chosen. */
    public List<Facet> facets() {
        return values.keySet().stream().sorted().toList();
    }
}
