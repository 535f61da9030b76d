package dev.fairway.web.security;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.audit.AuditTrail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * Who may reach what. Nothing is open but the sign-in page, static files, the health probes, and the endpoints that check
 * their own credentials (webhook, session, the sandbox's Git host). Measures name every application: they are for whoever
 * may read all of them. What else a person may do is declared at each handler, see {@link dev.fairway.web.access}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src"
                    + " 'none'";

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http, Presence presence, AuditTrail audit, Rights rights, ObjectProvider<OtherWayIn> otherWays)
            throws Exception {
        for (OtherWayIn way : otherWays.orderedStream().toList()) {
            way.open(http);
        }
        CookieCsrfTokenRepository csrfTokens = new CookieCsrfTokenRepository();
        csrfTokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").httpOnly(true));
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // Every request proves anew who asks; a new token each time would break the forms that are open
                // already.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .ignoringRequestMatchers(
                                request -> request.getRequestURI().startsWith("/api/")
                                        || request.getRequestURI().startsWith("/sandbox/git/")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/sign-in",
                                "/sign-in/**",
                                "/css/**",
                                "/js/**",
                                "/vendor/**",
                                "/icons.svg",
                                "/favicon.svg",
                                "/actuator/health",
                                "/actuator/health/**",
                                "/sandbox/git/**",
                                "/error")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/badge")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/webhook", "/api/webhook/incidents/*", "/api/v1/session")
                        .permitAll()
                        .requestMatchers(HttpMethod.OPTIONS)
                        .denyAll()
                        .requestMatchers(HttpMethod.TRACE)
                        .denyAll()
                        .requestMatchers("/actuator/**")
                        .access((authentication, request) -> new AuthorizationDecision(
                                authentication.get().getPrincipal() instanceof Principal principal
                                        && rights.sight(principal).isEverything()))
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new PrincipalFilter(presence), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new RecordedRequests(audit), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new EndsWithItsSession(presence), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new SameOriginFilter(), AuthorizationFilter.class)
                .addFilterAfter(new WholeParameters(), AuthorizationFilter.class)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(new Unauthenticated()).accessDeniedHandler(new Denied()))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        // Other sites learn nothing. Without any referrer a browser would send our own forms with
                        // "Origin: null", which the filter above refuses.
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin"))
                        .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Resource-Policy", "same-origin"))
                        .addHeaderWriter(new StaticHeadersWriter(
                                "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")))
                .build();
    }

    /** Spring would otherwise invent a user with a generated password. */
    @Bean
    UserDetailsService noOtherUsers() {
        return name -> {
            throw new UsernameNotFoundException("Users are kept by the access module");
        };
    }
}
