package dev.fairway.web.signin.oidc;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestOperations;

/**
 * Reads id tokens: signed with the one algorithm that is set, by a key that the provider publishes; issuer, audience, authorized
 * party and times must be right, a minute of difference between clocks allowed. Keys and addresses in the token's header
 * are not looked at.
 */
final class IdTokens implements JwtDecoderFactory<ClientRegistration> {

    private final SignatureAlgorithm algorithm;
    private final RestOperations http;
    private final ConcurrentMap<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    IdTokens(SignatureAlgorithm algorithm, RestOperations http) {
        this.algorithm = algorithm;
        this.http = http;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration provider) {
        return decoders.computeIfAbsent(
                String.valueOf(provider.getProviderDetails().getJwkSetUri()), keys -> decoder(keys, provider));
    }

    private JwtDecoder decoder(String keys, ClientRegistration provider) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithm(algorithm)
                .restOperations(http)
                .build();
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new OidcIdTokenValidator(provider)));
        return decoder;
    }
}
