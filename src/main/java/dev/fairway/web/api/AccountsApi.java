package dev.fairway.web.api;

import dev.fairway.access.ApiToken;
import dev.fairway.access.People;
import dev.fairway.access.Person;
import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.Tokens;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users and tokens in Argo CD's shape. Everybody sees their own; a token is made on a page, by a person. */
@RestController
@RequestMapping("/api/v1/account")
class AccountsApi {

    private final People people;
    private final Tokens tokens;
    private final Rights rights;
    private final Clock clock;

    AccountsApi(People people, Tokens tokens, Rights rights, Clock clock) {
        this.people = people;
        this.tokens = tokens;
        this.rights = rights;
        this.clock = clock;
    }

    /** Times are in seconds since 1970, as text. */
    record Token(String id, String issuedAt, String expiresAt) {}

    record Account(String name, boolean enabled, List<String> capabilities, List<Token> tokens) {}

    @GetMapping
    @SignedIn
    Map<String, List<Account>> all(@AuthenticationPrincipal Principal principal) {
        return Map.of(
                "items",
                people.all().stream()
                        .filter(person -> isOpenTo(principal, person.name(), "get"))
                        .map(this::account)
                        .toList());
    }

    @GetMapping("/{name}")
    @SignedIn
    Account one(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        return people.find(name)
                .filter(person -> isOpenTo(principal, person.name(), "get"))
                .map(this::account)
                .orElseThrow(() -> missing("There is no account %s that you may see.".formatted(name)));
    }

    @DeleteMapping("/{name}/token/{id}")
    @SignedIn
    Map<String, Object> revoke(
            @PathVariable String name, @PathVariable long id, @AuthenticationPrincipal Principal principal) {
        ApiToken token = tokens.find(id)
                .filter(found -> found.user().equals(name) && isOpenTo(principal, name, "update"))
                .orElseThrow(() -> missing("There is no token %d of %s that you may revoke.".formatted(id, name)));
        tokens.revoke(token, principal.actor());
        return Map.of();
    }

    private boolean isOpenTo(Principal principal, String name, String action) {
        return principal.user().equals(name)
                || rights.decide(principal, Need.onInstallation(Resource.ACCOUNTS, action))
                        .isAllowed();
    }

    private Account account(Person person) {
        Instant now = clock.instant();
        Stream<ApiToken> valid = tokens.of(person.name()).stream()
                .filter(token -> token.state(now).compareTo(ApiToken.State.ENDING) <= 0);
        return new Account(
                person.name(),
                !person.disabled(),
                person.kind() == Person.Kind.LOCAL ? List.of("login", "apiKey") : List.of("apiKey"),
                valid.map(token -> new Token(
                                String.valueOf(token.id()),
                                String.valueOf(token.createdAt().getEpochSecond()),
                                String.valueOf(token.expiresAt().getEpochSecond())))
                        .toList());
    }

    private static RuntimeException missing(String message) {
        return Problem.stalled("NotFound", message).asException();
    }
}
