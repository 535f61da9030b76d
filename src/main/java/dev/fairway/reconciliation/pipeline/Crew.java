package dev.fairway.reconciliation.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Does the same to many things, a few at a time. Most of the time is spent waiting for an API server, which is asked 16 things
 * at once: a thread for each of thousands would stand in line, and in front of other applications.
 */
public final class Crew {

    private static final int MOST = 32;

    private Crew() {}

    /**
     * @return what came of each, in their order
     * @throws RuntimeException what the work threw for one of them; what was not begun by then is left
     */
    public static <T, R> List<R> each(List<T> things, Function<T, R> work) {
        @SuppressWarnings("unchecked")
        R[] results = (R[]) new Object[things.size()];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> crew = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int member = 0; member < Math.min(MOST, things.size()); member++) {
                crew.add(threads.submit(() -> {
                    try {
                        for (int at = next.getAndIncrement(); at < things.size(); at = next.getAndIncrement()) {
                            results[at] = work.apply(things.get(at));
                        }
                    } catch (RuntimeException failure) {
                        next.set(things.size());
                        throw failure;
                    }
                }));
            }
        }
        crew.forEach(Waiting::result);
        return Arrays.asList(results);
    }
}
