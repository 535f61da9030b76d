package dev.fairway.source.outbound;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

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
                    return ofTls(host, tls);
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

    private static String ofTls(String host, SSLException tls) {
        if (tls instanceof SSLPeerUnverifiedException) {
            return "The certificate of " + host + " is for another name";
        }
        for (Throwable each = tls; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return "The certificate of " + host + " is not trusted; give its authority to the repository";
            }
            // A line that is cut while TLS is being agreed on arrives as a failure of TLS.
            if (each instanceof EOFException || each instanceof SocketException) {
                return host + " broke the connection off";
            }
        }
        // An alert is what the other side says; the usual reason is a client certificate that it misses or refuses.
        return String.valueOf(tls.getMessage()).contains("alert")
                ? host + " ended the TLS handshake; it may want a client certificate, or another one"
                : host + " does not speak TLS as it should";
    }
}
