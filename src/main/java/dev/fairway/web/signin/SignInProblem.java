package dev.fairway.web.signin;

import java.util.Arrays;
import java.util.Locale;

/** Why somebody did not come in. An address carries the word, never the sentence: nobody can put words into our mouth. */
public enum SignInProblem {
    PASSWORD("The name or the password is wrong, or there were too many tries. Wait five minutes."),
    LINK("This link was used already or is too old. Ask an administrator for a new one, or start Fairway again."),
    CANCELLED("You cancelled at the identity provider. Nothing was changed."),
    EXPIRED("This sign-in took too long, or was begun in another browser. Try again."),
    REFUSED(
            "The identity provider's answer was not accepted. Try again; if it stays so, an administrator finds the reason"
                    + " in the log of Fairway."),
    UNREACHABLE("The identity provider does not answer right now. Try again later, or sign in another way."),
    DISABLED("An administrator has disabled your user."),
    NAME(
            "Your name at the identity provider cannot be used here: another user has it, or it has characters that are not"
                    + " allowed. Ask an administrator.");

    private final String text;

    SignInProblem(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** As an address carries it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String text(String word) {
        return Arrays.stream(values())
                .filter(problem -> problem.word().equals(word))
                .map(SignInProblem::text)
                .findFirst()
                .orElse("");
    }
}
