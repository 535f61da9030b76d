package dev.fairway.source.git;

import dev.fairway.resource.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time, however many ask. Whoever comes while it is being asked gets the answer to the <em>next</em>
 * question, which one of them asks for all: the one under way may be older than what they know. Failures are shared too,
 * so a thousand callers do not wait for a thousand timeouts.
 */
final class SharedQuestion<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong ticks = new AtomicLong();
    private @Nullable Answer<T> last;

    private record Answer<T>(
            long begun, @Nullable T value, @Nullable ProblemException failure) {}

    T ask(Supplier<T> question) {
        long arrived = ticks.incrementAndGet();
        return alone(() -> {
            Answer<T> known = last;
            if (known == null || known.begun() < arrived) {
                known = put(question);
            }
            T value = known.value();
            if (value == null) {
                ProblemException failure = known.failure();
                throw failure == null
                        ? new IllegalStateException("no answer")
                        : failure.problem().asException(failure);
            }
            return value;
        });
    }

    private Answer<T> put(Supplier<T> question) {
        long begun = ticks.incrementAndGet();
        Answer<T> answer;
        try {
            answer = new Answer<>(begun, question.get(), null);
        } catch (ProblemException e) {
            answer = new Answer<>(begun, null, e);
        }
        last = answer;
        return answer;
    }

    /** Does something while nobody asks. */
    <R> R alone(Supplier<R> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
