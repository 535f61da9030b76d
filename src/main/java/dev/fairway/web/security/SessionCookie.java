package dev.fairway.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that carries a session's id. Over HTTPS its name begins with {@code __Host-}, so no neighbouring host can set
 * it; plain HTTP is for loopback only.
 */
public final class SessionCookie {

    private SessionCookie() {}

    public static String nameFor(HttpServletRequest request) {
        return request.isSecure() ? "__Host-fairway" : "fairway";
    }

    public static ResponseCookie of(HttpServletRequest request, String value, Duration length) {
        return ResponseCookie.from(nameFor(request), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(length)
                .build();
    }
}
