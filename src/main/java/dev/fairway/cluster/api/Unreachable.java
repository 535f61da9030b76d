package dev.fairway.cluster.api;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** From a connection that failed to a {@link ClusterProblem} that names the server's host and nothing else. */
final class Unreachable {

    private Unreachable() {}

    static ClusterProblem of(Throwable failure, String host) {
        return new ClusterProblem(
                Reason.UNREACHABLE, "The cluster at %s %s.".formatted(host, why(failure)), sanitized(failure));
    }

    private static String why(Throwable failure) {
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return "has a name that does not resolve";
        }
        if (has(failure, CertificateException.class)) {
            return "shows a certificate that the stored CA does not vouch for, or that names another host";
        }
        if (isCut(failure)) {
            return "broke the connection off";
        }
        if (has(failure, SSLException.class)) {
            return "could not agree on TLS (is the address https, and the client certificate valid?)";
        }
        if (has(failure, HttpTimeoutException.class) || has(failure, TimeoutException.class)) {
            return "did not answer in time";
        }
        if (has(failure, ConnectException.class)) {
            return "refuses the connection";
        }
        return "broke the connection off";
    }

    /** A line that is cut while TLS is being agreed on, or later, arrives as a failure of TLS. Java says it in these ways. */
    private static boolean isCut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean closed = cause instanceof EOFException
                    || cause instanceof SocketException && !(cause instanceof ConnectException)
                    || cause instanceof SSLException
                            && String.valueOf(cause.getMessage()).contains("terminated the handshake");
            if (closed) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The library's exception would do, but its message may hold a whole URL. */
    private static Throwable sanitized(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return new IOException(deepest.getClass().getSimpleName());
    }
}
