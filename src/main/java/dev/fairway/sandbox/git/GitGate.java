package dev.fairway.sandbox.git;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Decides who may clone and push: callers on this machine who hold the token. */
record GitGate(String token) {

    enum Verdict {
        ADMITTED,
        /** Without the token: a Git client then asks for a password. */
        UNKNOWN,
        /** From another machine: no password helps. */
        ELSEWHERE
    }

    /**
     * @param remoteAddress the caller's numeric address
     * @param authorization the header of that name, if there is one
     */
    Verdict judge(String remoteAddress, @Nullable String authorization) {
        if (!isLoopback(remoteAddress)) {
            return Verdict.ELSEWHERE;
        }
        byte[] shown = password(authorization == null ? "" : authorization).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), shown)
                ? Verdict.ADMITTED
                : Verdict.UNKNOWN;
    }

    private static String password(String authorization) {
        int blank = authorization.indexOf(' ');
        String scheme = blank < 0 ? "" : authorization.substring(0, blank);
        String value = authorization.substring(blank + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return value;
        }
        if (!scheme.equalsIgnoreCase("Basic")) {
            return "";
        }
        try {
            String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static boolean isLoopback(String address) {
        try {
            // A numeric address is parsed, never looked up: the container hands over nothing else.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
