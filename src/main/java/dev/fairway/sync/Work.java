package dev.fairway.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.Set;

/** What a task does to its object. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Apply.class, name = "apply"),
    @JsonSubTypes.Type(value = Work.RunHook.class, name = "hook"),
    @JsonSubTypes.Type(value = Work.EnsureNamespace.class, name = "namespace"),
    @JsonSubTypes.Type(value = Work.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = Work.Keep.class, name = "keep")
})
public sealed interface Work {

    /**
     * Brings an object to what Git says.
     *
     * @param manifest its place among the rendered manifests
     */
    record Apply(int manifest, Way way, ApplySettings settings) implements Work {}

    /**
     * Creates a hook and waits for its end.
     *
     * @param manifest its place among the rendered manifests
     */
    record RunHook(int manifest, Set<HookDeletePolicy> deletePolicies, ApplySettings settings, Propagation propagation)
            implements Work {}

    /** Makes the application's namespace, and owns these labels and annotations on it. */
    record EnsureNamespace(Map<String, String> labels, Map<String, String> annotations) implements Work {}

    /**
     * Deletes an object that Git no longer has, or that belongs to an application being deleted.
     *
     * @param uid only this very object
     */
    record Remove(String uid, Propagation propagation, Approval approval) implements Work {}

    /** Leaves an object alone that Git no longer has. */
    record Keep(String why) implements Work {}

    /** How a write is made. */
    enum Way {
        /** Server-side apply. */
        APPLY,
        /** Server-side apply; delete and create anew if the server refuses to change the live object. */
        APPLY_OR_RECREATE,
        /** The whole object is put in place of the live one; created if there is none. */
        REPLACE,
        /** The live object is deleted and created anew. */
        RECREATE
    }

    enum Propagation {
        FOREGROUND,
        BACKGROUND,
        ORPHAN
    }

    enum Approval {
        NOT_NEEDED,
        /** Waits until the application's annotation {@code deletion-approved} is later than the operation's start. */
        AWAITED
    }

    /**
     * Details of a write.
     *
     * @param validate whether the server may refuse unknown fields ({@code Validate=false} turns it off)
     * @param adopt whether fields of earlier client-side appliers become Fairway's
     * @param keepIgnored whether fields that ignore rules name keep their live values ({@code RespectIgnoreDifferences})
     */
    record ApplySettings(boolean validate, boolean adopt, boolean keepIgnored) {}
}
