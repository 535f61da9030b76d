package dev.fairway.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Says why something was refused: to a person by a page, to a script by a document. */
final class Denied implements AccessDeniedHandler {

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        String accept = request.getHeader("Accept");
        if (accept != null
                && accept.contains("text/html")
                && !request.getRequestURI().startsWith("/api/")) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (failure instanceof CsrfException) {
            ProblemDocument.write(
                    response, 403, "FormExpired", "This form is too old or was not opened here. Load the page again.");
        } else {
            ProblemDocument.write(response, 403, "Forbidden", "You may not do this.");
        }
    }
}
