package dev.fairway.web.signin;

import dev.fairway.web.view.LocalAddress;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Where somebody wanted to go who was shown the sign-in page, for a quarter of an hour: a one-time link is opened by its own
 * address, and leads there too.
 */
final class WayBack {

    private static final String COOKIE = "next";
    private static final String FIRST_PAGE = "/";
    private static final Duration LENGTH = Duration.ofMinutes(15);

    private WayBack() {}

    static void remember(String next, HttpServletRequest request, HttpServletResponse response) {
        if (!next.equals(FIRST_PAGE)) {
            set(URLEncoder.encode(next, StandardCharsets.UTF_8), LENGTH, request, response);
        }
    }

    /** Only ever an address of ours, whoever has set the cookie. */
    static String of(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .map(WayBack::decoded)
                .orElse(FIRST_PAGE);
    }

    static void forget(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    private static String decoded(String value) {
        try {
            return LocalAddress.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return FIRST_PAGE;
        }
    }

    private static void set(String value, Duration length, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/sign-in")
                .maxAge(length)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
