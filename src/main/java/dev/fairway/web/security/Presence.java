package dev.fairway.web.security;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** By what somebody came in, and whether it still holds. */
@Component
public class Presence {

    private static final String BEARER = "Bearer ";

    private final Access access;

    Presence(Access access) {
        this.access = access;
    }

    /**
     * Who a request comes from: the token in {@code Authorization: Bearer}, else the session's cookie. A token that is given
     * but wrong is nobody, whatever cookie is there.
     */
    Optional<Principal> arriving(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return token(authorization).flatMap(access::byToken);
        }
        Optional<String> session = session(request);
        return looksOn(request) ? session.flatMap(access::watchingSession) : session.flatMap(access::bySession);
    }

    /**
     * Who it is at any later moment, for an answer that takes its time: empty as soon as session, token or user ended. It keeps
     * no session alive, and may be asked when the request is gone.
     */
    public Supplier<Optional<Principal>> watching(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            Optional<String> token = token(authorization);
            return () -> token.flatMap(access::byToken);
        }
        Optional<String> session = session(request);
        return () -> session.flatMap(access::watchingSession);
    }

    /** What an open page asks by itself is no sign that somebody sits before it. */
    private static boolean looksOn(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/events") || path.equals("/sign-in/state");
    }

    private static Optional<String> token(String authorization) {
        return authorization.startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** The session's id, as the cookie gives it. */
    public static Optional<String> session(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(SessionCookie.nameFor(request)))
                .map(Cookie::getValue)
                .findFirst();
    }
}
