package dev.fairway.configuration;

/** A setting that stops the start, with one sentence that says what is wrong and one that says what to do. */
public final class SettingProblem extends RuntimeException {

    private final String setting;
    private final String action;

    public SettingProblem(String setting, String description, String action) {
        super(description);
        this.setting = setting;
        this.action = action;
    }

    public String setting() {
        return setting;
    }

    public String action() {
        return action;
    }
}
