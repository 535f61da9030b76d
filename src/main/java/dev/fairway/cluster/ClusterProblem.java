package dev.fairway.cluster;

import org.jspecify.annotations.Nullable;

/** A call to a cluster that failed, in the words a person needs; never holds the content of a Secret. */
public final class ClusterProblem extends RuntimeException {

    /** What kind of failure, by HTTP status and reason. */
    public enum Reason {
        /** No answer: refused, timed out, reset, TLS. */
        UNREACHABLE,
        UNAUTHORIZED,
        FORBIDDEN,
        NOT_FOUND,
        /** The kind is not served: its CRD is missing. */
        UNKNOWN_KIND,
        ALREADY_EXISTS,
        /** Another manager owns a field, or the object changed meanwhile. */
        CONFLICT,
        /** 422: validation, immutable fields. */
        INVALID,
        /** An admission webhook or policy said no. */
        ADMISSION_DENIED,
        QUOTA_EXCEEDED,
        /** 429 or 503. */
        TOO_MANY_REQUESTS,
        /** 410: the resourceVersion is too old. */
        GONE,
        SERVER_ERROR
    }

    private final Reason reason;

    public ClusterProblem(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** Whether the same call may succeed later with nothing changed by a person. */
    public boolean mayPass() {
        return switch (reason) {
            case UNREACHABLE, CONFLICT, TOO_MANY_REQUESTS, GONE, SERVER_ERROR -> true;
            case UNAUTHORIZED,
                    FORBIDDEN,
                    NOT_FOUND,
                    UNKNOWN_KIND,
                    ALREADY_EXISTS,
                    INVALID,
                    ADMISSION_DENIED,
                    QUOTA_EXCEEDED -> false;
        };
    }
}
