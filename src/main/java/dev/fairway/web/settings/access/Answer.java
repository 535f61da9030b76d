package dev.fairway.web.settings.access;

import dev.fairway.access.policy.Decision;
import dev.fairway.access.policy.Need;

/**
 * What a question came to.
 *
 * @param title yes or no, in a few words
 * @param need what was looked for, as the policy says it
 * @param because the line that decides and the way to it
 * @param ask whom to ask; empty after a yes
 */
record Answer(boolean allowed, String title, String need, String because, String ask) {

    static Answer of(String who, Deed deed, Decision decision) {
        Need need = decision.need();
        String where = need.object().equals(Need.ALL) ? "" : ": " + need.object();
        return new Answer(
                decision.isAllowed(),
                "%s %s: %s%s".formatted(who, decision.isAllowed() ? "may" : "may not", deed.text(), where),
                need.toString(),
                decision.because(),
                decision.isAllowed() || decision.ask().isEmpty()
                        ? ""
                        : "Who may: " + String.join(", ", decision.ask()) + ".");
    }
}
