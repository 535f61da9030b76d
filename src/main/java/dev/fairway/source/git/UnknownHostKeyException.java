package dev.fairway.source.git;

/** Names the host and the key that it showed, so that a person can compare it and enter it. */
public final class UnknownHostKeyException extends RuntimeException {

    private final String host;
    private final String fingerprint;

    public UnknownHostKeyException(String host, String fingerprint) {
        super(host + " " + fingerprint);
        this.host = host;
        this.fingerprint = fingerprint;
    }

    public String host() {
        return host;
    }

    public String fingerprint() {
        return fingerprint;
    }
}
