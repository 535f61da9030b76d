package dev.fairway.sandbox.git;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jgit.http.server.GitServlet;

/** The Git servlet behind its gate. */
final class GuardedGitServlet extends GitServlet {

    private static final long serialVersionUID = 1L;

    private final transient GitGate gate;

    GuardedGitServlet(GitGate gate) {
        this.gate = gate;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (gate.judge(request.getRemoteAddr(), request.getHeader("Authorization"))) {
            case ADMITTED -> super.service(request, response);
            case ELSEWHERE -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
            case UNKNOWN -> {
                response.setHeader("WWW-Authenticate", "Basic realm=\"sandbox\", charset=\"UTF-8\"");
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }
        }
    }
}
