package dev.fairway.web.resources;

import dev.fairway.reconciliation.Inventory;
import dev.fairway.resource.ApplicationName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What there is to choose from, for a while: to find it everything is read, and a new kind or namespace is no haste. Whoever sees
 * the same applications has the same choices.
 */
final class KeptChoices {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST = 16;

    private record Kept(Inventory.Choices choices, Instant readAt) {}

    private final Map<List<ApplicationName>, Kept> kept = new LinkedHashMap<>();

    synchronized Inventory.Choices of(
            List<ApplicationName> applications, Instant now, Supplier<Inventory.Choices> read) {
        Kept known = kept.get(applications);
        if (known != null && known.readAt().plus(FRESH).isAfter(now)) {
            return known.choices();
        }
        kept.remove(applications);
        if (kept.size() >= MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        Inventory.Choices fresh = read.get();
        kept.put(applications, new Kept(fresh, now));
        return fresh;
    }
}
