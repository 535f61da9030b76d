package dev.fairway.source.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that was not sent, or whose answer was not read to the end. The message names the host, never a query. */
public final class OutboundException extends IOException {

    /** What a caller may make of it. */
    public enum Kind {
        /** A rule forbids the address; only a person can change that. */
        REFUSED,
        /** The host cannot be reached or its certificate is not trusted; may pass. */
        UNREACHABLE,
        /** More bytes or more time than allowed. */
        LIMIT
    }

    private final Kind kind;

    OutboundException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A host that sends us to another origin while a credential or a conversation is bound to this one. */
    public static OutboundException otherOrigin(Origin from, Origin to) {
        return new OutboundException(
                Kind.REFUSED, from + " redirects to " + to + "; use the new address in its place", null);
    }

    /** @param reason from {@link AddressRules#refusal} */
    public static OutboundException refusedAddress(String host, String reason) {
        return new OutboundException(Kind.REFUSED, host + " is not asked: its address " + reason, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Finds one among the causes of what another library threw. */
    public static @Nullable OutboundException in(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof OutboundException found) {
                return found;
            }
        }
        return null;
    }
}
