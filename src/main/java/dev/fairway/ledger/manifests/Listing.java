package dev.fairway.ledger.manifests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The objects of a deployment.
 *
 * @param hash names the whole list: equal lists have equal hashes
 */
public record Listing(String hash, List<Entry> objects) {

    /** @param object {@code group/kind/namespace/name}, as it was rendered */
    public record Entry(String object, String hash) {}

    /** How many objects differ: came, went or say something else. */
    public int differing(Listing other) {
        Map<String, String> mine = byObject();
        Map<String, String> theirs = other.byObject();
        TreeSet<String> all = new TreeSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        return (int) all.stream()
                .filter(object -> !mine.getOrDefault(object, "").equals(theirs.getOrDefault(object, "")))
                .count();
    }

    private Map<String, String> byObject() {
        Map<String, String> map = new LinkedHashMap<>();
        objects.forEach(entry -> map.put(entry.object(), entry.hash()));
        return map;
    }
}
