package dev.fairway.rendering;

import dev.fairway.resource.Problem;
import dev.fairway.resource.Problem.Outlook;
import dev.fairway.resource.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers for a while which inputs cannot be rendered. The same inputs fail again, and a chart that never ends would
 * take a minute of the processor at every turn.
 */
final class FailedRenders {

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int SIZE = 1_000;

    private final InstantSource clock;
    private final Map<String, Failure> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failure> eldest) {
            return size() > SIZE;
        }
    };

    FailedRenders(InstantSource clock) {
        this.clock = clock;
    }

    /** Does the work, or fails as it did a short while ago. */
    <T> T guard(String key, Supplier<T> work) {
        Optional<Problem> known = known(key);
        if (known.isPresent()) {
            throw known.get().asException();
        }
        try {
            return work.get();
        } catch (ProblemException failed) {
            if (failed.problem().outlook() == Outlook.STALLED) {
                remember(key, failed.problem());
            }
            throw failed;
        }
    }

    private synchronized Optional<Problem> known(String key) {
        return Optional.ofNullable(failures.get(key))
                .filter(failure -> clock.instant().isBefore(failure.at().plus(MEMORY)))
                .map(Failure::problem);
    }

    private synchronized void remember(String key, Problem problem) {
        failures.remove(key);
        failures.put(key, new Failure(problem, clock.instant()));
    }

    private record Failure(Problem problem, Instant at) {}
}
