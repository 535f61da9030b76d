package dev.fairway.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address there is × everybody there is × an object of one's own project, one of a foreign project, and none, over real
 * HTTP. What is expected follows from what the handler declares and from the table here, not from the code that decides.
 */
@WithPages
class RouteMatrixTest {

    private static final Set<String> VIEWER = Set.of("applications get", "logs get", "projects get", "clusters get");
    private static final Set<String> DEVELOPER = with(
            VIEWER,
            "applications create",
            "applications update",
            "applications sync",
            "applications rollback",
            "applications action/{group}/{kind}/{verb}");
    private static final Set<String> OPERATOR = with(
            DEVELOPER,
            "applications delete",
            "applications delete/{group}/{kind}/{resourceNamespace}/{name}",
            "applications delete/{group}/{kind}/{namespace}/{resourceName}",
            "applications rollback/push");

    /** What each may do in the project where they have their role. Anywhere else they may nothing. */
    private static final Map<String, Set<String>> MAY =
            Map.of("viewer", VIEWER, "viewer's token", VIEWER, "developer", DEVELOPER, "operator", OPERATOR);

    private static final String ADMIN = "admin";
    private static final String MISSING = "cast-missing";
    private static final long NO_OPERATION = 9_999_999;
    private static final Set<String> ENDS_THE_SESSION = Set.of("/sign-out");

    @Autowired
    private Site site;

    @Autowired
    private Cast cast;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private List<Route> routes = List.of();
    private Caller nobody = Caller.nobody("");

    @BeforeEach
    void everybodyComesIn() {
        cast.enter();
        routes = Route.of(mapping).stream()
                .filter(route -> !route.pattern().equals("/error"))
                .toList();
        nobody = Caller.nobody(site.address());
        MAY.keySet().stream()
                .filter(role -> !role.contains("token"))
                .forEach(role -> callers.put(
                        role, Caller.withSession(site.address(), cast.sessionIn("cast-" + role, "role:" + role))));
        callers.put("viewer's token", Caller.withToken(site.address(), cast.tokenOf("cast-viewer")));
        callers.put(ADMIN, Caller.withSession(site.address(), cast.sessionWith("cast-admin", Role.ADMIN)));
    }

    @Test
    void everyHandlerSaysWhatItNeeds() {
        assertThat(routes.stream().filter(route -> route.declaration() instanceof Declaration.Missing))
                .as("handlers without @Needs, @SignedIn or @Open")
                .isEmpty();
        assertThat(routes).hasSizeGreaterThan(90);
    }

    @Test
    void everyoneMayDoWhatTheTableSaysAndNothingElse() {
        Caller.Form form = nobody.form();
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Route route : routes) {
            for (Map.Entry<String, Caller> caller : callers.entrySet()) {
                for (String object : objects(route)) {
                    cast.exist();
                    Caller.Answer answer = send(route, caller.getValue(), object, form);
                    asked++;
                    String mistake = mistake(route, caller.getKey(), object, answer);
                    if (!mistake.isEmpty()) {
                        wrong.add("%s as %s on %s: %s, but was %d %s"
                                .formatted(
                                        route,
                                        caller.getKey(),
                                        object,
                                        mistake,
                                        answer.status(),
                                        answer.body().replaceAll("\\s+", " ").transform(RouteMatrixTest::cut)));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(800);
    }

    @Test
    void whoIsNotSignedInSeesTheSignInPageAndNothingElse() {
        Caller.Form form = nobody.form();
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
            boolean open = route.declaration() instanceof Declaration.OpenToAll;
            Caller.Answer answer = send(route, nobody, Cast.OWN, form);
            if (!open && !answer.isSignIn()) {
                wrong.add(route + " answers " + answer.status());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(routes.stream()
                        .filter(route -> route.declaration() instanceof Declaration.OpenToAll)
                        .map(Route::pattern)
                        .distinct())
                .as("what is open to everybody")
                .allMatch(pattern -> pattern.startsWith("/sign-in")
                        || Set.of("/api/badge", "/api/webhook", "/api/webhook/incidents/{system}", "/api/v1/session")
                                .contains(pattern));
    }

    @Test
    void foreignObjectIsAnsweredLikeOneThatIsNotThere() {
        Caller.Form form = nobody.form();
        for (Route route : routes) {
            if (!isAboutAnObject(route)) {
                continue;
            }
            Caller viewer = callers.get("viewer");
            Caller.Answer foreign = send(route, viewer, Cast.FOREIGN, form);
            Caller.Answer missing = send(route, viewer, MISSING, form);
            assertThat(foreign.status()).as(route.toString()).isEqualTo(404);
            assertThat(faceless(foreign)).as(route.toString()).isEqualTo(faceless(missing));
        }
    }

    @Test
    void noFormOfAPageIsTakenWithoutItsToken() {
        for (Route route : routes) {
            if (route.isForm()) {
                Caller.Answer answer = callers.get(ADMIN).submitWithoutToken(route.about(Cast.OWN, Cast.OWN_OPERATION));
                assertThat(answer.status()).as(route.toString()).isEqualTo(403);
                assertThat(answer.body()).as(route.toString()).contains("FormExpired");
            }
        }
    }

    private static Caller.Answer send(Route route, Caller caller, String object, Caller.Form form) {
        String path = route.about(object, operation(object));
        if (route.isForm()) {
            return ENDS_THE_SESSION.contains(route.pattern())
                            && !caller.credentials().isEmpty()
                    ? new Caller.Answer(302, "/apps", "", "")
                    : caller.submit(path, form, "&action=sync&app=argocd/" + object);
        }
        return route.isApi() ? caller.call(route.method(), path) : caller.get(path);
    }

    /** What is wrong with an answer; empty if it is what the table says. */
    private static String mistake(Route route, String role, String object, Caller.Answer answer) {
        if (answer.status() == 500) {
            return "nobody should see a failure of ours";
        }
        return switch (route.declaration()) {
            case Declaration.Missing missing -> answer.status() == 403 ? "" : "undeclared";
            case Declaration.OpenToAll open -> "";
            case Declaration.OfWhoIsSignedIn signedIn -> passes(answer) ? "" : "everyone may";
            case Declaration.Needed needed -> mistake(needed.needs(), role, object, answer);
        };
    }

    private static String mistake(Needs needs, String role, String object, Caller.Answer answer) {
        boolean installation = needs.on() == Needs.On.INSTALLATION;
        boolean may = role.equals(ADMIN)
                || (!installation && MAY.get(role).contains(needs.resource().word() + " " + needs.action()));
        boolean foreign = object.equals(Cast.FOREIGN) && !role.equals(ADMIN);
        return switch (needs.on()) {
            case APPLICATION, OPERATION, PROJECT -> {
                if (foreign || object.equals(MISSING)) {
                    yield answer.status() == 404 ? "" : "it should not be there";
                }
                yield refusedUnless(may, answer);
            }
            case INSTALLATION, SOMEWHERE -> refusedUnless(may, answer);
        };
    }

    private static String refusedUnless(boolean may, Caller.Answer answer) {
        if (may) {
            return passes(answer) ? "" : "they may";
        }
        boolean told = answer.body().contains("You may not do this: it needs the role")
                && answer.body().contains("Ask ");
        return answer.status() == 403 && told ? "" : "it should be refused, with the reason and whom to ask";
    }

    private static boolean passes(Caller.Answer answer) {
        return !answer.isSignIn() && answer.status() != 403;
    }

    private static List<String> objects(Route route) {
        return isAboutAnObject(route) ? List.of(Cast.OWN, Cast.FOREIGN, MISSING) : List.of(Cast.OWN);
    }

    private static boolean isAboutAnObject(Route route) {
        return route.declaration() instanceof Declaration.Needed needed
                && switch (needed.needs().on()) {
                    case APPLICATION, OPERATION, PROJECT -> true;
                    case INSTALLATION, SOMEWHERE -> false;
                };
    }

    private static long operation(String object) {
        return switch (object) {
            case Cast.OWN -> Cast.OWN_OPERATION;
            case Cast.FOREIGN -> Cast.FOREIGN_OPERATION;
            default -> NO_OPERATION;
        };
    }

    /** An answer without the object's name and what differs with every page. */
    private static String faceless(Caller.Answer answer) {
        return answer.status()
                + answer.type()
                + inTheFrame(answer.body())
                        .replaceAll(Pattern.quote(Cast.FOREIGN) + "|" + Pattern.quote(MISSING), "?")
                        .replaceAll(Cast.FOREIGN_OPERATION + "|" + NO_OPERATION, "?")
                        .replaceAll("name=\"_csrf\" value=\"[^\"]+\"|data-position=\"[0-9]+\"", "")
                        // The number of the request.
                        .replaceAll("<code>[0-9a-f]{12}</code>", "");
    }

    /** Around it stands what goes on elsewhere: how many applications have failed, which automation is paused. */
    private static String inTheFrame(String page) {
        int begin = page.indexOf("<main");
        return begin < 0 ? page : page.substring(begin, page.indexOf("</main>"));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }

    private static Set<String> with(Set<String> some, String... others) {
        Set<String> all = new java.util.TreeSet<>(some);
        all.addAll(List.of(others));
        return all;
    }
}
