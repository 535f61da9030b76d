package dev.fairway.sync;

/** When a hook is removed again. */
public enum HookDeletePolicy {
    /** When the whole operation has succeeded. */
    HOOK_SUCCEEDED("HookSucceeded", "hook-succeeded"),
    /** When the operation has failed. */
    HOOK_FAILED("HookFailed", "hook-failed"),
    /** Before a hook of the same name is created again; the default. */
    BEFORE_HOOK_CREATION("BeforeHookCreation", "before-hook-creation");

    private final String text;
    private final String helmText;

    HookDeletePolicy(String text, String helmText) {
        this.text = text;
        this.helmText = helmText;
    }

    boolean isWritten(String annotation) {
        return annotation.equals(text);
    }

    boolean isWrittenForHelm(String annotation) {
        return annotation.equals(helmText);
    }
}
