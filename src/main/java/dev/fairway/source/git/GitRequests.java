package dev.fairway.source.git;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is asked of Git hosts, as {@code fairway.git.requests} by kind. */
public final class GitRequests {

    private final Counter asked;
    private final Counter fetched;

    public GitRequests(MeterRegistry meters) {
        this.asked = counter(meters, "ls-refs");
        this.fetched = counter(meters, "fetch");
    }

    private static Counter counter(MeterRegistry meters, String kind) {
        return Counter.builder("fairway.git.requests")
                .description("Questions asked of Git hosts: for their refs, for objects")
                .tag("kind", kind)
                .register(meters);
    }

    void asked() {
        asked.increment();
    }

    void fetched() {
        fetched.increment();
    }
}
