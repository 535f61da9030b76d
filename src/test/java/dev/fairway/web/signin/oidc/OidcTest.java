package dev.fairway.web.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.FairwayApplication;
import dev.fairway.access.Access;
import dev.fairway.access.People;
import dev.fairway.access.Person;
import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import dev.fairway.configuration.SettingProblem;
import dev.fairway.resource.Actor;
import dev.fairway.testing.WithDatabase;
import dev.fairway.web.people.Visitor;
import dev.fairway.web.signin.oidc.TestProvider.Signing;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in at an identity provider, and every way in which its answer is not taken. */
@SpringBootTest(
        classes = FairwayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "fairway.sandbox.enabled=false",
            "fairway.reconciliation.enabled=false",
            "fairway.local-sign-in=false",
            "fairway.home=target/oidc-home"
        })
@WithDatabase
class OidcTest {

    private static final TestProvider PROVIDER = new TestProvider();

    @Autowired
    private Environment environment;

    @Autowired
    private Access access;

    @Autowired
    private People people;

    @Autowired
    private OidcSettings settings;

    @Autowired
    private Calls calls;

    private Visitor visitor;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry settings) {
        settings.add("fairway.oidc.issuer", PROVIDER::issuer);
        settings.add("fairway.oidc.ca-file", PROVIDER::authority);
        settings.add("fairway.oidc.client-id", () -> TestProvider.CLIENT);
        settings.add("fairway.oidc.client-secret", () -> TestProvider.SECRET);
        settings.add("fairway.oidc.name", () -> "Example");
        settings.add("fairway.oidc.admin-groups", () -> "platform");
    }

    @BeforeEach
    void arrive() {
        visitor = new Visitor("http://localhost:" + environment.getRequiredProperty("local.server.port"));
        PROVIDER.says(claims -> claims);
        PROVIDER.isSilentAt("");
    }

    @Test
    void whoFollowsAnAlertSignsInAtTheProviderAndIsBackOnTheOperation() {
        HttpResponse<String> page = visitor.get(visitor.leadsTo(visitor.get("/ops/8841")));
        assertThat(page.body()).contains("Sign in with Example", "/sign-in/oidc?next=/ops/8841");
        assertThat(visitor.leadsTo(comeBack(callback("/ops/8841")))).isEqualTo("/ops/8841");
        assertThat(visitor.get("/apps").statusCode()).isEqualTo(200);

        Person grace = people.find("grace").orElseThrow();
        assertThat(grace.kind()).isEqualTo(Person.Kind.OIDC);
        assertThat(grace.role()).isEqualTo(Role.ADMIN);
        assertThat(grace.hasPassword()).isFalse();
    }

    /** Without its authority, or with another one, its host is not believed. */
    @Test
    void aHostThatNobodyVouchesForIsNotAsked() {
        Calls strangers = new Calls(ProviderTrust.of(""));
        assertThatThrownBy(() -> strangers
                        .plain()
                        .getForObject(PROVIDER.issuer() + "/.well-known/openid-configuration", String.class))
                .hasStackTraceContaining("PKIX path building failed");
        assertThatThrownBy(() -> ProviderTrust.of("/no/such/file"))
                .isInstanceOf(SettingProblem.class)
                .hasMessageContaining("fairway.oidc.ca-file");
    }

    @Test
    void groupsAreMatchedExactly() {
        PROVIDER.says(claims -> claims.subject("s-exact")
                .claim("preferred_username", "exact")
                .claim("groups", List.of("Platform", "platform ")));
        comeBack(callback("/"));
        assertThat(people.find("exact").orElseThrow().role()).isNotEqualTo(Role.ADMIN);
    }

    @Test
    void wrongNonceIsRefused() {
        PROVIDER.says(claims -> claims.claim("nonce", "of another sign-in"));
        assertRefused();
    }

    @Test
    void wrongAudienceIsRefused() {
        PROVIDER.says(claims -> claims.audience("another client"));
        assertRefused();
    }

    @Test
    void wrongIssuerIsRefused() {
        PROVIDER.says(claims -> claims.issuer("https://evil.example"));
        assertRefused();
    }

    @Test
    void expiredTokenIsRefused() {
        PROVIDER.says(claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(900)))
                .expirationTime(Date.from(Instant.now().minusSeconds(600))));
        assertRefused();
    }

    @Test
    void unsignedTokenIsRefused() {
        PROVIDER.signs(Signing.NONE);
        assertRefused();
    }

    @Test
    void tokenSignedByAnotherKeyIsRefused() {
        PROVIDER.signs(Signing.BY_ANOTHER_KEY);
        assertRefused();
    }

    @Test
    void aNewKeyOfTheProviderIsFetchedWhenItIsMet() {
        assertThat(visitor.leadsTo(comeBack(callback("/apps")))).isEqualTo("/apps");
        PROVIDER.rotates();
        assertThat(visitor.leadsTo(comeBack(callback("/apps")))).isEqualTo("/apps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/keys"})
    void aProviderThatIsAwayWhenOneIsBackIsToldAsAway(String path) {
        String callback = callback("/ops/7");
        PROVIDER.rotates();
        PROVIDER.isSilentAt(path);
        String back = visitor.leadsTo(comeBack(callback));
        assertThat(back).isEqualTo("/sign-in?problem=unreachable&next=%2Fops%2F7");
        assertThat(visitor.get(back).body()).contains("The identity provider does not answer right now");
    }

    @Test
    void aProviderThatGoesAwayIsToldBeforeSomebodyIsSentThere() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Provider provider = new Provider(settings, calls.plain(), now::get);
        assertThat(provider.isReachable()).isTrue();
        PROVIDER.isSilentAt("/");
        assertThat(provider.isReachable()).as("it was asked just now").isTrue();

        now.updateAndGet(moment -> moment.plusSeconds(31));
        assertThat(provider.isReachable()).isFalse();
        assertThat(provider.findByRegistrationId(Provider.ID))
                .as("whoever is there already can still come back")
                .isNotNull();

        PROVIDER.isSilentAt("");
        now.updateAndGet(moment -> moment.plusSeconds(31));
        assertThat(provider.isReachable()).isTrue();
    }

    @Test
    void wrongStateIsRefused() {
        String forged = callback("/").replaceAll("state=[^&]+", "state=forged");
        assertThat(visitor.leadsTo(comeBack(forged))).startsWith("/sign-in?problem=expired");
    }

    @Test
    void answerThatIsBroughtToAnotherBrowserIsRefused() {
        String callback = callback("/");
        Visitor victim = new Visitor("http://localhost:" + environment.getRequiredProperty("local.server.port"));
        assertThat(victim.leadsTo(victim.get(callback))).startsWith("/sign-in?problem=expired");
        assertThat(victim.cookie("fairway")).isEmpty();
    }

    @Test
    void answerIsTakenOnce() {
        String callback = callback("/");
        comeBack(callback);
        assertThat(visitor.leadsTo(comeBack(callback))).startsWith("/sign-in?problem=expired");
    }

    @Test
    void whoCancelsReadsThatTheyDid() {
        String cancelled = callback("/ops/1").replaceAll("code=[^&]+", "error=access_denied&error_description=No");
        String back = visitor.leadsTo(comeBack(cancelled));
        assertThat(back).isEqualTo("/sign-in?problem=cancelled&next=%2Fops%2F1");
        assertThat(visitor.get(back).body()).contains("You cancelled at the identity provider");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"})
    void wayBackLeadsNowhereElse(String next) {
        assertThat(visitor.leadsTo(comeBack(callback(next)))).isEqualTo("/");
    }

    @Test
    void whatKeepsTheSignInIsSealedAndOutOfReachOfScripts() {
        HttpResponse<String> start = visitor.get("/sign-in/with/oidc");
        Map<String, String> asked = asked(visitor.leadsTo(start));
        assertThat(asked).containsEntry("code_challenge_method", "S256").containsKeys("state", "nonce");
        assertThat(asked.get("redirect_uri")).endsWith("/sign-in/oidc/callback");
        assertThat(start.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("fairway-oidc=")
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=600")
                .doesNotContain(asked.get("state")));
    }

    @Test
    void localUserOfTheSameNameIsNotTakenOver() {
        PROVIDER.says(claims -> claims.subject("s-admin").claim("preferred_username", "admin"));
        assertThat(visitor.leadsTo(comeBack(callback("/")))).startsWith("/sign-in?problem=name");
        assertThat(people.find("admin").orElseThrow().kind()).isEqualTo(Person.Kind.LOCAL);
    }

    @Test
    void disabledUserStaysOut() {
        PROVIDER.says(claims -> claims.subject("s-gone").claim("preferred_username", "gone"));
        comeBack(callback("/"));
        people.disable("gone", new Principal("admin", Role.ADMIN, Actor.person("admin")));
        assertThat(visitor.leadsTo(visitor.get("/apps"))).startsWith("/sign-in");
        assertThat(visitor.leadsTo(comeBack(callback("/")))).startsWith("/sign-in?problem=disabled");
    }

    @Test
    void withLocalSignInSwitchedOffNeitherPasswordNorLinkOpensAnything() {
        access.setPassword("admin", "correct horse battery", Actor.person("test"));
        assertThat(access.byPassword("admin", "correct horse battery", "127.0.0.1"))
                .isEmpty();
        assertThat(access.redeemLink(access.issueLink("admin"))).isEmpty();
        assertThat(visitor.get("/sign-in").body()).doesNotContain("type=\"password\"");
    }

    private void assertRefused() {
        assertThat(visitor.leadsTo(comeBack(callback("/ops/7")))).isEqualTo("/sign-in?problem=refused&next=%2Fops%2F7");
        assertThat(visitor.cookie("fairway")).isEmpty();
        assertThat(visitor.leadsTo(visitor.get("/apps"))).startsWith("/sign-in");
    }

    /** Goes to the provider, agrees there, and gives the address that one is sent back to. */
    private String callback(String next) {
        String start =
                visitor.leadsTo(visitor.get("/sign-in/oidc?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
        String provider = visitor.leadsTo(visitor.get(start));
        assertThat(provider).startsWith(PROVIDER.issuer() + "/authorize");
        return agreed(provider);
    }

    /** The provider is met by somebody who trusts its authority, as the person's browser does. */
    private static String agreed(String address) {
        try (HttpClient browser = HttpClient.newBuilder()
                .sslContext(ProviderTrust.of(PROVIDER.authority()))
                .build()) {
            return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> comeBack(String callback) {
        return visitor.get(callback);
    }

    private static Map<String, String> asked(String address) {
        return TestProvider.parameters(address.substring(address.indexOf('?') + 1));
    }
}
