package dev.fairway.web.resources;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.Inventory;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppLink;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A state of the page, as its address says it; what is empty narrows nothing.
 *
 * @param text part of the name of an object
 * @param health the name of a status, or {@link #FAILING}
 * @param sync how an object stands to Git, or {@link #DIFFERING}
 * @param after the page begins behind this place
 */
record ResourcesAddress(
        String text,
        String kind,
        String namespace,
        String cluster,
        String project,
        String health,
        String sync,
        Optional<Inventory.Place> after) {

    static final String PATH = "/resources";

    /** Degraded or missing. */
    static final String FAILING = "FAILING";

    /** Whatever a sync would change. */
    static final String DIFFERING = "DIFFERING";

    private static final int LONGEST = 300;

    /** The words of an address that no page can have are taken as none. */
    ResourcesAddress {
        text = bounded(text);
        kind = bounded(kind);
        namespace = bounded(namespace);
        cluster = bounded(cluster);
        project = bounded(project);
    }

    private static String bounded(String text) {
        return text.strip().substring(0, Math.min(text.strip().length(), LONGEST));
    }

    List<HealthStatus> healths() {
        return health.equals(FAILING)
                ? List.of(HealthStatus.DEGRADED, HealthStatus.MISSING)
                : Stream.of(HealthStatus.values())
                        .filter(status -> status.name().equals(health))
                        .toList();
    }

    List<Inventory.Sync> syncs() {
        return sync.equals(DIFFERING)
                ? List.of(Inventory.Sync.OUT_OF_SYNC, Inventory.Sync.ABSENT, Inventory.Sync.WILL_PRUNE)
                : Stream.of(Inventory.Sync.values())
                        .filter(each -> each.name().equals(sync))
                        .toList();
    }

    boolean isNarrowed() {
        return Stream.of(text, kind, namespace, cluster, project, health, sync).anyMatch(part -> !part.isEmpty());
    }

    ResourcesAddress standing(String otherHealth, String otherSync) {
        return new ResourcesAddress(text, kind, namespace, cluster, project, otherHealth, otherSync, Optional.empty());
    }

    ResourcesAddress behind(Optional<Inventory.Place> place) {
        return new ResourcesAddress(text, kind, namespace, cluster, project, health, sync, place);
    }

    String href() {
        StringBuilder query = new StringBuilder();
        add(query, "q", text);
        add(query, "kind", kind);
        add(query, "namespace", namespace);
        add(query, "cluster", cluster);
        add(query, "project", project);
        add(query, "health", health);
        add(query, "sync", sync);
        after.ifPresent(place -> add(query, "after", place.application() + "~" + place.key()));
        return query.isEmpty() ? PATH : PATH + "?" + query.substring(1);
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append('&').append(name).append('=').append(AppLink.encoded(value));
        }
    }

    /** Empty for what is no place: the page begins at its beginning. */
    static Optional<Inventory.Place> place(String text) {
        int end = text.indexOf('~');
        if (end < 1 || text.indexOf('/') < 1 || text.indexOf('/') > end) {
            return Optional.empty();
        }
        Optional<ResourceKey> key = AppLink.key(text.substring(end + 1));
        return key.map(known -> new Inventory.Place(ApplicationName.parse(text.substring(0, end)), known));
    }
}
