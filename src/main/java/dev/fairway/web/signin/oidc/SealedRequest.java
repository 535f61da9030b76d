package dev.fairway.web.signin.oidc;

import dev.fairway.resource.ProblemException;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.Vault;
import dev.fairway.web.view.LocalAddress;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps state, nonce and verifier while the person is away, in their own browser: sealed, out of reach of scripts, for ten minutes,
 * for one try. Whoever comes back with another state, or from another browser, has begun nothing here.
 */
final class SealedRequest implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final Duration LENGTH = Duration.ofMinutes(10);

    private static final String CONTEXT = "sign-in:oidc";
    private static final String NEXT = SealedRequest.class.getName() + ".next";

    private final Vault vault;
    private final JsonMapper json;
    private final Clock clock;

    SealedRequest(Vault vault, JsonMapper json, Clock clock) {
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /** What the cookie holds. */
    record Kept(
            String state,
            String nonce,
            String verifier,
            String client,
            String authorization,
            String redirect,
            String next,
            Instant until) {}

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            set("", Duration.ZERO, request, response);
            return;
        }
        String next = request.getParameter("next");
        Kept kept = new Kept(
                String.valueOf(begun.getState()),
                String.valueOf(begun.<String>getAttribute(OidcParameterNames.NONCE)),
                String.valueOf(begun.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                begun.getClientId(),
                begun.getAuthorizationUri(),
                String.valueOf(begun.getRedirectUri()),
                LocalAddress.of(next == null ? "/" : next),
                clock.instant().plus(LENGTH));
        set(vault.seal(CONTEXT, json.writeValueAsBytes(kept)).text(), LENGTH, request, response);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return kept(request).map(SealedRequest::request).orElse(null);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        Optional<Kept> kept = kept(request);
        set("", Duration.ZERO, request, response);
        kept.ifPresent(found -> request.setAttribute(NEXT, found.next()));
        return kept.map(SealedRequest::request).orElse(null);
    }

    /** Where the person wanted to go who has come back with this request. */
    static String next(HttpServletRequest request) {
        return request.getAttribute(NEXT) instanceof String next ? LocalAddress.of(next) : "/";
    }

    private Optional<Kept> kept(HttpServletRequest request) {
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name(request)))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(this::opened)
                .filter(kept -> kept.until().isAfter(clock.instant()))
                .filter(kept -> state != null && same(kept.state(), state));
    }

    private Optional<Kept> opened(String sealed) {
        try {
            return Optional.of(json.readValue(vault.open(CONTEXT, new Sealed(sealed)), Kept.class));
        } catch (ProblemException | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static OAuth2AuthorizationRequest request(Kept kept) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(kept.client())
                .authorizationUri(kept.authorization())
                .redirectUri(kept.redirect())
                .state(kept.state())
                // Without it the answer would be taken for one that names nobody.
                .scope(OidcScopes.OPENID)
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, Provider.ID);
                    attributes.put(OidcParameterNames.NONCE, kept.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, kept.verifier());
                })
                .build();
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-fairway-oidc" : "fairway-oidc";
    }

    /** Lax: the provider's page leads back here by a plain link or redirect. */
    private static void set(String value, Duration length, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name(request), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(length)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
