package dev.fairway.source;

import java.time.Instant;
import java.util.List;

/**
 * Certificate authorities that are trusted for every repository on a host, instead of the machine's.
 *
 * @param host a name in lower case, without a port
 * @param pem the certificates as they were entered; they are no secret
 */
public record HostAuthority(String host, String pem, List<Certificate> certificates) {

    /**
     * One certificate, as people recognise it.
     *
     * @param fingerprint SHA-256, as hex
     */
    public record Certificate(String subject, String fingerprint, Instant notAfter) {}
}
