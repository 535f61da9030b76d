package dev.fairway.source.outbound;

/**
 * What a repository needs beyond the machine's trust store. Certificates are always verified.
 *
 * @param authorities PEM certificates that are trusted instead of the machine's; empty for the machine's
 * @param certificate the client's PEM certificate chain; may be empty
 * @param key the client's PEM private key; may be empty
 */
public record TlsIdentity(String authorities, String certificate, String key) {

    public static final TlsIdentity OF_THE_MACHINE = new TlsIdentity("", "", "");

    /** Holds a key, so it says nothing. */
    @Override
    public String toString() {
        return "TlsIdentity[…]";
    }
}
