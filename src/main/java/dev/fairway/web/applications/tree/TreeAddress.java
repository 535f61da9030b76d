package dev.fairway.web.applications.tree;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The address of a state of the tree page.
 *
 * @param page the page without a query
 * @param query what a person typed
 * @param orphans with what is nobody's
 * @param expand ids of the groups that are open
 * @param focus the object whose drawer is open; empty for none
 * @param as {@code table} or empty
 */
record TreeAddress(
        String page,
        String query,
        List<String> kind,
        List<String> health,
        List<String> sync,
        boolean orphans,
        Set<String> expand,
        String focus,
        String as) {

    TreeAddress filtered(List<String> otherHealth, List<String> otherSync) {
        return new TreeAddress(page, query, kind, otherHealth, otherSync, orphans, expand, "", as);
    }

    /** With those that are nobody's if it is without them, and the other way round. */
    TreeAddress otherwiseWithOrphans() {
        return new TreeAddress(page, query, kind, health, sync, !orphans, expand, "", as);
    }

    TreeAddress unfiltered() {
        return new TreeAddress(page, "", List.of(), List.of(), List.of(), orphans, expand, "", as);
    }

    TreeAddress expanded(String group) {
        Set<String> more = new LinkedHashSet<>(expand);
        more.add(group);
        return new TreeAddress(page, query, kind, health, sync, orphans, more, focus, as);
    }

    TreeAddress folded() {
        return new TreeAddress(page, query, kind, health, sync, orphans, Set.of(), focus, as);
    }

    TreeAddress focused(String id) {
        return new TreeAddress(page, query, kind, health, sync, orphans, expand, id, as);
    }

    TreeAddress shown(String otherAs) {
        return new TreeAddress(page, query, kind, health, sync, orphans, expand, "", otherAs);
    }

    String href() {
        StringBuilder text = new StringBuilder();
        add(text, "q", query);
        kind.forEach(value -> add(text, "kind", value));
        health.forEach(value -> add(text, "health", value));
        sync.forEach(value -> add(text, "sync", value));
        add(text, "orphans", orphans ? "true" : "");
        expand.forEach(value -> add(text, "expand", value));
        add(text, "focus", focus);
        add(text, "as", as);
        return text.isEmpty() ? page : page + "?" + text.substring(1);
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
