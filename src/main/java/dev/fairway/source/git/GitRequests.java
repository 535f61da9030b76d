package dev.fairway.source.git;

import dev.fairway.source.contact.ContactLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is asked of Git hosts, as {@code fairway.git.requests} by kind, and notes how they answered. */
public final class GitRequests {

    private final Counter asked;
    private final Counter fetched;
    private final ContactLog contacts;

    public GitRequests(MeterRegistry meters) {
        this(meters, ContactLog.NONE);
    }

    public GitRequests(MeterRegistry meters, ContactLog contacts) {
        this.contacts = contacts;
        this.asked = counter(meters, "ls-refs");
        this.fetched = counter(meters, "fetch");
    }

    private static Counter counter(MeterRegistry meters, String kind) {
        return Counter.builder("fairway.git.requests")
                .description("Questions asked of Git hosts: for their refs, for objects")
                .tag("kind", kind)
                .register(meters);
    }

    ContactLog contacts() {
        return contacts;
    }

    void asked() {
        asked.increment();
    }

    void fetched() {
        fetched.increment();
    }
}
