package dev.fairway.sandbox.api;

import dev.fairway.resource.GroupKind;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asked about every request before it takes effect: the place of fault rules. Writes of the controllers in this process
 * pass it too, so that a full quota stops them like anyone else.
 */
@FunctionalInterface
public interface RequestGate {

    /** What is about to happen. */
    record Request(
            String user,
            Verb verb,
            GroupKind kind,
            String subresource,
            String namespace,
            String name,
            boolean dryRun,
            Optional<ObjectNode> object,
            Optional<ObjectNode> before) {}

    /** What is asked of the server, in the API's own words. */
    enum Verb {
        GET,
        LIST,
        WATCH,
        CREATE,
        UPDATE,
        PATCH,
        DELETE,
        DELETECOLLECTION
    }

    /** What becomes of the request. */
    sealed interface Verdict {

        /** Goes on. */
        record Allow() implements Verdict {}

        /** Is answered with this failure. */
        record Deny(StatusException status) implements Verdict {}

        /** Goes on after a wait. */
        record Slow(Duration delay) implements Verdict {}

        /** The connection ends without an answer; for a write in this process the same as a failure of the server. */
        record Drop() implements Verdict {}
    }

    Verdict ALLOW = new Verdict.Allow();

    /** For a write the object is the complete one that would be stored; for a read there is none. */
    Verdict judge(Request request);
}
