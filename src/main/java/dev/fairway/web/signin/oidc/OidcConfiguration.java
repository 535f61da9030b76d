package dev.fairway.web.signin.oidc;

import dev.fairway.access.Access;
import dev.fairway.access.Identities;
import dev.fairway.configuration.SettingProblem;
import dev.fairway.secrets.Vault;
import dev.fairway.web.security.OtherWayIn;
import dev.fairway.web.signin.OpenedSession;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import tools.jackson.databind.json.JsonMapper;

/** Opens the way in by an identity provider, where one is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
class OidcConfiguration {

    private static final String START = "/sign-in/with";

    @Bean
    Calls callsToTheProvider(OidcSettings settings) {
        return new Calls(ProviderTrust.of(settings.caFile()));
    }

    @Bean
    Provider identityProvider(OidcSettings settings, Calls calls, Access access, Clock clock) {
        if (settings.isOn()) {
            settings.check();
            settings.secret();
        } else if (!access.isLocal()) {
            throw new SettingProblem(
                    "fairway.local-sign-in",
                    "Local sign-in is switched off, and no identity provider is set: nobody could come in.",
                    "Set fairway.oidc.issuer, or leave local sign-in on.");
        }
        return new Provider(settings, calls.plain(), clock);
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(OidcSettings settings, Calls calls) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.from(settings.signature());
        if (algorithm == null) {
            throw new SettingProblem(
                    "fairway.oidc.signature",
                    "There is no signature algorithm of this name.",
                    "Use one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512.");
        }
        return new IdTokens(algorithm, calls.plain());
    }

    @Bean
    OtherWayIn wayInByOidc(
            OidcSettings settings,
            Provider provider,
            Calls calls,
            Identities identities,
            OpenedSession sessions,
            Vault vault,
            JsonMapper json,
            Clock clock) {
        SealedRequest requests = new SealedRequest(vault, json, clock);
        Arrival arrival = new Arrival(settings, identities, sessions);
        return http -> {
            if (!settings.isOn()) {
                return;
            }
            http.oauth2Login(oidc -> oidc.loginPage("/sign-in")
                    .clientRegistrationRepository(provider)
                    .authorizedClientRepository(new NothingKept())
                    .authorizationEndpoint(start -> start.baseUri(START).authorizationRequestRepository(requests))
                    .redirectionEndpoint(end -> end.baseUri(Provider.CALLBACK))
                    .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(calls.tokens()))
                    .userInfoEndpoint(users -> users.oidcUserService(users(settings, calls)))
                    .successHandler(arrival)
                    .failureHandler(arrival));
        };
    }

    /** Asks for more only where the id token says nothing of groups. */
    private static OidcUserService users(OidcSettings settings, Calls calls) {
        DefaultOAuth2UserService more = new DefaultOAuth2UserService();
        more.setRestOperations(calls.withErrors());
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(more);
        users.setRetrieveUserInfo(request -> request.getClientRegistration()
                                .getProviderDetails()
                                .getUserInfoEndpoint()
                                .getUri()
                        != null
                && !request.getIdToken().hasClaim(settings.groupsClaim()));
        return users;
    }
}
