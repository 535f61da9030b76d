package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.source.Contact;
import dev.fairway.source.Contacts;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.api.EnteredRepositories.Existing;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/repositories}. Secrets go in and never come out; which are set is told in {@code configured}. One
 * repository is addressed by its id, or by {@code ?repo=} and its address.
 */
@RestController
@RequestMapping(path = "/api/v1/repositories", produces = MediaType.APPLICATION_JSON_VALUE)
class RepositoriesApi {

    private final EnteredRepositories repositories;
    private final Contacts contacts;

    RepositoriesApi(EnteredRepositories repositories, Contacts contacts) {
        this.repositories = repositories;
        this.contacts = contacts;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(@RequestParam(defaultValue = "") String repo, @AuthenticationPrincipal Principal principal) {
        Map<String, Contact> known = contacts.all();
        return EnteredRepositories.list(repositories.seenBy(principal, Covers.REPOSITORY, repo).stream()
                .map(repository -> show(
                        repository,
                        Optional.ofNullable(known.get(repository.url().normalized()))))
                .toList());
    }

    /** @param forceRefresh asks the repository now instead of telling how it answered last */
    @GetMapping("/{id}")
    @SignedIn
    ObjectNode get(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean forceRefresh,
            @AuthenticationPrincipal Principal principal) {
        Repository known = repositories.require(principal, Covers.REPOSITORY, id);
        if (forceRefresh) {
            repositories.requireUpdate(principal, known);
        }
        return show(
                known,
                forceRefresh ? Optional.of(contacts.test(known.url(), known.type())) : contacts.with(known.url()));
    }

    @PostMapping
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    ObjectNode create(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean upsert,
            @AuthenticationPrincipal Principal principal) {
        return show(repositories.create(principal, Covers.REPOSITORY, body, Existing.of(upsert)));
    }

    /** The secrets that are not sent stay as they are; an empty text removes one. */
    @PutMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    ObjectNode update(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        return show(repositories.update(principal, Covers.REPOSITORY, id, body));
    }

    /** How a repository would answer if this were entered; writes nothing. */
    @PostMapping("/validate")
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    ObjectNode validate(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set(
                "connectionState",
                RepositoryJson.state(
                        Optional.of(contacts.test(repositories.permitted(principal, Covers.REPOSITORY, body)))));
        return result;
    }

    /** Asks a repository now, as it is kept. */
    @PostMapping("/{id}/validate")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    ObjectNode validateKept(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        return get(id, true, principal);
    }

    @DeleteMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode delete(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        return repositories.remove(principal, repositories.require(principal, Covers.REPOSITORY, id));
    }

    @DeleteMapping
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode deleteByAddress(@RequestParam String repo, @AuthenticationPrincipal Principal principal) {
        return repositories.remove(principal, repositories.requireAt(principal, Covers.REPOSITORY, repo));
    }

    private ObjectNode show(Repository repository) {
        return show(repository, contacts.with(repository.url()));
    }

    private static ObjectNode show(Repository repository, Optional<Contact> contact) {
        ObjectNode result = RepositoryJson.show(repository);
        result.set("connectionState", RepositoryJson.state(contact));
        return result;
    }
}
