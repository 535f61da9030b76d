package dev.fairway.web.signin.oidc;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestOperations;

/**
 * The identity provider as it describes itself. Asked when somebody signs in, at most twice a minute: one that is away stops no start,
 * whoever signs in meanwhile reads so here, and one that has moved its addresses is followed.
 */
final class Provider implements ClientRegistrationRepository {

    static final String ID = "oidc";
    static final String CALLBACK = "/sign-in/oidc/callback";

    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

    private final OidcSettings settings;
    private final RestOperations http;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable ClientRegistration known;
    private volatile Instant askedAt = Instant.MIN;
    private volatile boolean answered;

    Provider(OidcSettings settings, RestOperations http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    /** Whether it has told us of late where to send people. */
    boolean isReachable() {
        asking.lock();
        try {
            Instant now = clock.instant();
            if (askedAt.isBefore(now.minus(FRESH))) {
                askedAt = now;
                answered = false;
                known = discovered();
                answered = true;
            }
        } catch (RuntimeException away) {
            LOG.warn("The identity provider {} could not be asked: {}", settings.issuer(), away.getMessage());
        } finally {
            asking.unlock();
        }
        return answered;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        if (known == null) {
            isReachable();
        }
        return known;
    }

    /** What it says of itself counts only if it calls itself what we call it (OpenID Connect Discovery, 4.3). */
    private Map<String, Object> description() {
        Map<String, Object> said = http.exchange(
                        URI.create(settings.issuer().replaceFirst("/+$", "") + "/.well-known/openid-configuration"),
                        HttpMethod.GET,
                        HttpEntity.EMPTY,
                        new ParameterizedTypeReference<Map<String, Object>>() {})
                .getBody();
        if (said == null || !settings.issuer().equals(said.get("issuer"))) {
            throw new IllegalStateException("It does not call itself so");
        }
        return said;
    }

    private ClientRegistration discovered() {
        String secret = settings.secret();
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(description())
                .registrationId(ID)
                .clientId(settings.clientId())
                .scope(settings.scopes())
                .redirectUri(settings.redirectUri().isBlank() ? "{baseUrl}" + CALLBACK : settings.redirectUri())
                .userNameAttributeName("sub")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build());
        return secret.isEmpty()
                ? registration
                        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .build()
                : registration.clientSecret(secret).build();
    }
}
