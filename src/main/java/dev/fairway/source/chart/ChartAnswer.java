package dev.fairway.source.chart;

import dev.fairway.resource.ProblemException;
import dev.fairway.source.ResolvedChart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answer to one question for a chart: asked by one for all, remembered for a while; a failure for a shorter one. */
final class ChartAnswer {

    private static final Duration FAILURE = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Duration interval;
    private final InstantSource clock;
    private @Nullable ResolvedChart chart;
    private @Nullable ProblemException failure;
    private Instant good = Instant.MIN;

    ChartAnswer(Duration interval, InstantSource clock) {
        this.interval = interval;
        this.clock = clock;
    }

    ResolvedChart get(Supplier<ResolvedChart> question) {
        lock.lock();
        try {
            if (!clock.instant().isBefore(good)) {
                ask(question);
            }
            ResolvedChart known = chart;
            ProblemException failed = failure;
            if (known == null) {
                throw failed == null
                        ? new IllegalStateException("no answer")
                        : failed.problem().asException(failed);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private void ask(Supplier<ResolvedChart> question) {
        try {
            chart = question.get();
            failure = null;
            good = clock.instant().plus(interval);
        } catch (ProblemException e) {
            chart = null;
            failure = e;
            good = clock.instant().plus(FAILURE);
        }
    }
}
