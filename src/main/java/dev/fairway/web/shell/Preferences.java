package dev.fairway.web.shell;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** What a browser remembers of its user's taste. Scripts may read it: nothing here is secret. */
enum Preferences {
    THEME("theme"),
    KEYS("keys");

    private static final Duration LENGTH = Duration.ofDays(400);

    private final String cookie;

    Preferences(String cookie) {
        this.cookie = cookie;
    }

    /** Empty if nothing was chosen. */
    String of(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(sent -> sent.getName().equals(cookie))
                .map(Cookie::getValue)
                .findFirst()
                .orElse("");
    }

    ResponseCookie kept(String value, HttpServletRequest request) {
        return ResponseCookie.from(cookie, value)
                .path("/")
                .maxAge(LENGTH)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
    }
}
