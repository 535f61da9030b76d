package dev.fairway.web.catalog;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a list is narrowed to: any of the values of each facet, all facets together, and the text.
 *
 * @param text part of the name, an image, a repository or the beginning of a revision, in any case
 */
public record Selection(Map<Facet, Set<String>> values, String text) {

    public static final Selection EVERYTHING = new Selection(Map.of(), "");

    public boolean isEverything() {
        return values.isEmpty() && text.isEmpty();
    }

    public boolean has(Facet facet, String value) {
        return values.getOrDefault(facet, Set.of()).contains(value);
    }

    public boolean narrows(Facet facet) {
        return values.containsKey(facet);
    }

    boolean hasText(Entry entry) {
        if (text.isBlank()) {
            return true;
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return contains(entry.name().name(), wanted)
                || entry.asked().repositories().stream().anyMatch(url -> contains(url, wanted))
                || entry.going().images().stream().anyMatch(image -> contains(image, wanted))
                || entry.going().revisions().stream().anyMatch(revision -> revision.startsWith(wanted))
                || entry.asked().revisions().stream().anyMatch(revision -> contains(revision, wanted));
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
        return new Selection(changed, text);
    }

    public Selection without(Facet facet) {
        Map<Facet, Set<String>> changed = new EnumMap<>(Facet.class);
        changed.putAll(values);
        changed.remove(facet);
        return new Selection(changed, text);
    }

    public Selection withText(String other) {
        return new Selection(values, other);
    }

    /** Facets in their order, for whoever shows what is chosen. */
    public List<Facet> facets() {
        return values.keySet().stream().sorted().toList();
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
