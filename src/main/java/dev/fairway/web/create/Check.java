package dev.fairway.web.create;

import dev.fairway.resource.ProblemException;

/**
 * One thing that was looked at.
 *
 * @param state how it went
 * @param title what was looked at
 * @param detail what was found; if it is bad, what to do
 */
public record Check(State state, String title, String detail) {

    enum State {
        GOOD("healthy", "ok"),
        BAD("failed", "bad"),
        /** Something before it is missing. */
        WAITING("waiting", "unk");

        private final String mark;
        private final String tone;

        State(String mark, String tone) {
            this.mark = mark;
            this.tone = tone;
        }
    }

    static Check good(String title, String detail) {
        return new Check(State.GOOD, title, detail);
    }

    static Check bad(String title, String detail) {
        return new Check(State.BAD, title, detail);
    }

    static Check bad(String title, ProblemException problem) {
        return bad(title, problem.problem().message());
    }

    static Check waiting(String title, String detail) {
        return new Check(State.WAITING, title, detail);
    }

    boolean isGood() {
        return state == State.GOOD;
    }

    public String getMark() {
        return state.mark;
    }

    public String getTone() {
        return state.tone;
    }

    public String getWord() {
        return switch (state) {
            case GOOD -> "Good";
            case BAD -> "Not good";
            case WAITING -> "Not checked yet";
        };
    }
}
