package dev.fairway.web.applications.tree;

import dev.fairway.health.HealthStatus;
import java.util.Locale;
import java.util.Set;

/**
 * Which objects a person looks for; what is empty filters nothing.
 *
 * @param text part of a name or kind, in any case
 */
record Filter(String text, Set<String> kinds, Set<HealthStatus> health, Set<SyncMark> sync) {

    static final Filter NONE = new Filter("", Set.of(), Set.of(), Set.of());

    Filter {
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    boolean matches(Node node) {
        return (kinds.isEmpty() || kinds.contains(node.key().kind()))
                && (health.isEmpty() || health.contains(node.health()))
                && (sync.isEmpty() || sync.contains(node.sync()))
                && (text.isEmpty()
                        || (node.key().kind() + "/" + node.key().name())
                                .toLowerCase(Locale.ROOT)
                                .contains(text));
    }
}
