package dev.fairway.web.signin;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.web.security.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Opens a session and gives the browser its cookie. Always a new one: a cookie that was there before opens nothing more. */
@Component
public class OpenedSession {

    private final Access access;

    OpenedSession(Access access) {
        this.access = access;
    }

    public void open(Principal principal, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SessionCookie.of(request, access.openSession(principal), Access.SESSION_LENGTH)
                        .toString());
        WayBack.forget(request, response);
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SessionCookie.of(request, "", Duration.ZERO).toString());
    }
}
