package dev.fairway.sandbox.api.lifecycle;

import java.util.function.Consumer;

/**
 * How one write is meant.
 *
 * @param user who asks, for fault rules
 * @param manager the field manager
 * @param dryRun everything happens but the storing
 * @param validation what to do with fields the kind does not have
 * @param warnings told to the caller beside the answer
 */
public record WriteOptions(
        String user, String manager, boolean dryRun, FieldValidation validation, Consumer<String> warnings) {

    /** The {@code fieldValidation} of the request. */
    public enum FieldValidation {
        STRICT,
        WARN,
        IGNORE
    }

    public WriteOptions dry() {
        return new WriteOptions(user, manager, true, validation, warnings);
    }

    /** For code in this process. */
    public static WriteOptions of(String manager) {
        return new WriteOptions(
                "system:serviceaccount:kube-system:" + manager, manager, false, FieldValidation.IGNORE, warning -> {});
    }
}
