package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Something that goes wrong on purpose, as a ConfigMap in {@code sandbox-system} asks for it. */
sealed interface FaultRule {

    String NAMESPACE = "sandbox-system";
    String LABEL = "sandbox.fairway.dev/fault";

    FaultScope scope();

    /** Requests with these verbs are forbidden, as by missing rights. */
    record Forbid(FaultScope scope, Set<String> verbs) implements FaultRule {}

    /** Writes are denied as by an admission webhook of this name. */
    record Deny(FaultScope scope, Set<String> verbs, String webhook, String message) implements FaultRule {}

    /** Writes come too late: somebody else has just changed the object. */
    record Conflict(FaultScope scope, Set<String> verbs) implements FaultRule {}

    /** No more than so many objects of the kind in a namespace. */
    record Quota(FaultScope scope, String name, GroupKind kind, int hard) implements FaultRule {}

    /** Pods find no node, for this reason. */
    record Unschedulable(FaultScope scope, String reason) implements FaultRule {}

    /** Readiness probes fail. */
    record FailProbes(FaultScope scope) implements FaultRule {}

    /**
     * Someone else sets a field back after every write.
     *
     * @param pointer RFC 6901
     * @param value a missing node takes the field away
     */
    record Revert(FaultScope scope, String pointer, JsonNode value) implements FaultRule {}

    /** Requests are answered late. */
    record Slow(FaultScope scope, Set<String> verbs, Duration delay) implements FaultRule {}

    /** Connections end without an answer. */
    record Drop(FaultScope scope, Set<String> verbs) implements FaultRule {}

    /** The API answers nothing but that it is not available. */
    record End(FaultScope scope) implements FaultRule {}
}
