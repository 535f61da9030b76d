package dev.fairway.cluster.api;

import io.micrometer.core.instrument.MeterRegistry;

/** {@code fairway.cluster.*} counters. Kinds and clusters are no tags: they would multiply the series. */
public final class ApiMeters {

    private final MeterRegistry registry;

    public ApiMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param code the HTTP status, 0 if there was no answer */
    void request(String verb, int code) {
        String outcome = code == 0 ? "unreachable" : code < 400 ? "ok" : code == 429 ? "throttled" : "refused";
        registry.counter("fairway.cluster.requests", "verb", verb, "outcome", outcome)
                .increment();
    }

    void write(String verb) {
        registry.counter("fairway.cluster.writes", "verb", verb).increment();
    }

    public void watchEnded(String cause) {
        registry.counter("fairway.cluster.watch.restarts", "cause", cause).increment();
    }
}
