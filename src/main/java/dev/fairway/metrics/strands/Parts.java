package dev.fairway.metrics.strands;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What was asked of parts of a strand, such as one of its applications: the last few are kept. */
final class Parts {

    private static final int MOST = 16;

    private record Part(String environment, Set<Site> chosen) {}

    private final Map<Part, Count> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Part, Count> eldest) {
            return size() > MOST;
        }
    };

    synchronized Count of(String environment, Set<Site> chosen, Supplier<Count> count) {
        return kept.computeIfAbsent(new Part(environment, chosen), any -> count.get());
    }
}
