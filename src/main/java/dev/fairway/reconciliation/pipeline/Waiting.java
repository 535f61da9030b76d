package dev.fairway.reconciliation.pipeline;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work of one's own that cannot be given up half-way. */
public final class Waiting {

    private Waiting() {}

    public static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
