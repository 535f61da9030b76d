package dev.fairway.web.signin.oidc;

import dev.fairway.access.Identities;
import dev.fairway.access.Identity;
import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.signin.OpenedSession;
import dev.fairway.web.signin.SignInProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Somebody is back from the provider: with who they are, which opens a session of ours, or with a reason why not. */
final class Arrival implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);

    private final OidcSettings settings;
    private final Claims claims;
    private final Identities identities;
    private final OpenedSession sessions;

    Arrival(OidcSettings settings, Identities identities, OpenedSession sessions) {
        this.settings = settings;
        this.claims = new Claims(settings);
        this.identities = identities;
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (!(authentication.getPrincipal() instanceof OidcUser user)) {
            back(SignInProblem.REFUSED, request, response);
            return;
        }
        try {
            Identity identity = claims.identity(user.getClaims());
            Principal principal = identities.welcome(identity, settings.role(identity.groups(), Role.NONE));
            sessions.open(principal, request, response);
            response.sendRedirect(SealedRequest.next(request));
        } catch (ProblemException refused) {
            LOG.info("Somebody the identity provider vouches for was not let in: {}", refused.getMessage());
            back(
                    refused.problem().code().equals("UserDisabled") ? SignInProblem.DISABLED : SignInProblem.NAME,
                    request,
                    response);
        }
    }

    /** The provider's own words go to the log only: an address could say anything in its name. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "";
        SignInProblem problem =
                switch (code) {
                    case "access_denied" -> SignInProblem.CANCELLED;
                    case "authorization_request_not_found", "invalid_state_parameter" -> SignInProblem.EXPIRED;
                    default -> isAway(failure) ? SignInProblem.UNREACHABLE : SignInProblem.REFUSED;
                };
        if (problem == SignInProblem.REFUSED || problem == SignInProblem.UNREACHABLE) {
            LOG.warn(
                    "A sign-in at the identity provider came to nothing: {}",
                    line(String.valueOf(failure.getMessage())));
        }
        back(problem, request, response);
    }

    /** It sent somebody back to us, and then did not answer us itself. */
    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static void back(SignInProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.sendRedirect("/sign-in?problem=" + problem.word() + "&next="
                + URLEncoder.encode(SealedRequest.next(request), StandardCharsets.UTF_8));
    }

    private static String line(String message) {
        String text = message.replaceAll("\\p{Cntrl}", " ");
        return text.substring(0, Math.min(text.length(), 300));
    }
}
