package dev.fairway.source.outbound;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Words for people instead of a library's exception text, which may hold addresses and paths. */
public final class Reasons {

    private Reasons() {}

    /** A sentence about a host that could not be asked. */
    public static String of(String host, Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            switch (each) {
                case UnknownHostException unknown -> {
                    return host + " is not a known host name";
                }
                case SSLException tls -> {
                    return "The certificate of " + host + " is not trusted; give its authority to the repository";
                }
                case InterruptedIOException slow -> {
                    return host + " did not answer in time";
                }
                case ConnectException refused -> {
                    return host + " refuses connections";
                }
                default -> {}
            }
        }
        return host + " broke the connection off";
    }
}
