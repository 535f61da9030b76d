package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How far a Deployment's rollout may go now.
 *
 * @param replicas asked for
 * @param surge so many more may exist at a time
 * @param unavailable so many of those asked for may be away at a time
 */
record RollingUpdate(int replicas, int surge, int unavailable) {

    static RollingUpdate of(Manifest deployment) {
        int replicas = deployment.at("/spec/replicas").asInt(1);
        if (deployment.text("/spec/strategy/type").equals("Recreate")) {
            return new RollingUpdate(replicas, 0, replicas);
        }
        JsonNode rolling = deployment.at("/spec/strategy/rollingUpdate");
        int surge = resolve(rolling.path("maxSurge"), replicas, true);
        int unavailable = resolve(rolling.path("maxUnavailable"), replicas, false);
        // Nothing could ever move with both at zero.
        return new RollingUpdate(replicas, surge, surge == 0 && unavailable == 0 ? 1 : Math.min(unavailable, replicas));
    }

    private static int resolve(JsonNode value, int replicas, boolean up) {
        if (value.isNumber()) {
            return value.asInt(0);
        }
        String text = value.asString("25%");
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : "25";
        int percent = digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 25;
        return up ? Math.ceilDiv(percent * replicas, 100) : percent * replicas / 100;
    }

    int leastAvailable() {
        return replicas - unavailable;
    }

    /** The size the new set may have, given that of all sets together. */
    int sizeOfNew(int newSize, int total) {
        if (newSize > replicas) {
            return replicas;
        }
        int room = Math.max(0, replicas + surge - total);
        return Math.min(replicas, newSize + room);
    }

    /** The sizes the old sets may shrink to: first what is not available anyway, then the oldest. */
    Map<String, Integer> sizesOfOld(List<Manifest> oldestFirst, Manifest newSet) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        oldestFirst.forEach(set -> sizes.put(set.name(), size(set)));
        int newSize = size(newSet);
        int total =
                newSize + sizes.values().stream().mapToInt(Integer::intValue).sum();
        int newUnavailable = newSize - available(newSet);
        int most = total - leastAvailable() - newUnavailable;
        for (Manifest set : oldestFirst) {
            int useless = Math.max(0, size(set) - available(set));
            int away = Math.max(0, Math.min(most, useless));
            sizes.merge(set.name(), -away, Integer::sum);
            most -= away;
        }
        int available = available(newSet);
        for (Manifest set : oldestFirst) {
            available += Math.min(available(set), sizes.getOrDefault(set.name(), 0));
        }
        int spare = Math.min(most, available - leastAvailable());
        for (Manifest set : oldestFirst) {
            int away = Math.max(0, Math.min(spare, sizes.getOrDefault(set.name(), 0)));
            sizes.merge(set.name(), -away, Integer::sum);
            spare -= away;
        }
        return sizes;
    }

    static int size(Manifest set) {
        return set.at("/spec/replicas").asInt(1);
    }

    private static int available(Manifest set) {
        return set.at("/status/availableReplicas").asInt(0);
    }
}
