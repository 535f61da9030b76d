package dev.fairway.diagnosis;

import dev.fairway.resource.ResourceKey;

/** What a sentence rests on; a page leads to it. */
public sealed interface Proof {

    record InLog(int line) implements Proof {}

    record InEvents(String reason, int count) implements Proof {}

    /** What was said of one object when it was synced. */
    record InResult(ResourceKey key) implements Proof {}

    /** What the attempt as a whole ended with. */
    record InAttempt() implements Proof {}

    record InPod(ResourceKey pod) implements Proof {}
}
