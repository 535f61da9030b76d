package dev.fairway.resource;

/**
 * What went wrong, for a person: which object, what happened, what to do next. Belongs to one object and never stops
 * the others.
 *
 * @param code a word a person can search for in the documentation, for example {@code RepositoryUnreachable}
 * @param message one or two sentences; never holds a secret value, a credential or a path of the server
 * @param outlook whether time alone can help
 */
public record Problem(String code, String message, Outlook outlook) {

    /** Whether trying again later, with nothing changed by a person, can help. */
    public enum Outlook {
        RETRY_LATER,
        STALLED
    }

    /** Nothing but a change by a person helps. */
    public static Problem stalled(String code, String message) {
        return new Problem(code, message, Outlook.STALLED);
    }

    /** May pass by itself. */
    public static Problem passing(String code, String message) {
        return new Problem(code, message, Outlook.RETRY_LATER);
    }

    public ProblemException asException() {
        return new ProblemException(this, null);
    }

    public ProblemException asException(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
