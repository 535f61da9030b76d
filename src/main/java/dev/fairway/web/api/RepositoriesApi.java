package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contact;
import dev.fairway.source.Contacts;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.settings.SettingsRights;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/repositories}. Secrets go in and never come out; which are set is told in {@code configured}. One
 * repository is addressed by its id, or by {@code ?repo=} and its address.
 */
@RestController
@RequestMapping(path = "/api/v1/repositories", produces = MediaType.APPLICATION_JSON_VALUE)
class RepositoriesApi {

    private final Repositories repositories;
    private final Contacts contacts;
    private final SettingsRights rights;

    RepositoriesApi(Repositories repositories, Contacts contacts, SettingsRights rights) {
        this.rights = rights;
        this.repositories = repositories;
        this.contacts = contacts;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(@RequestParam(defaultValue = "") String repo, @AuthenticationPrincipal Principal principal) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        Map<String, Contact> known = contacts.all();
        repositories.all(Covers.REPOSITORY).stream()
                .filter(repository -> rights.isAllowed(principal, SettingsRights.repository("get", repository)))
                .filter(repository -> repo.isEmpty() || repository.url().sameRepository(new RepositoryUrl(repo)))
                .forEach(repository -> items.add(show(
                        repository,
                        Optional.ofNullable(known.get(repository.url().normalized())))));
        return list;
    }

    /** @param forceRefresh asks the repository now instead of telling how it answered last */
    @GetMapping("/{id}")
    @SignedIn
    ObjectNode get(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean forceRefresh,
            @AuthenticationPrincipal Principal principal) {
        Repository known = require(id, principal);
        if (forceRefresh) {
            rights.require(principal, SettingsRights.repository("update", known));
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
        RepositoryUrl url = RepositoryJson.url(body);
        rights.require(
                principal,
                SettingsRights.repository("create", body.path("project").asString(""), url));
        repositories
                .find(Covers.REPOSITORY, url)
                .ifPresent(known -> rights.require(principal, SettingsRights.repository("update", known)));
        if (!upsert && repositories.find(Covers.REPOSITORY, url).isPresent()) {
            throw Problem.stalled(
                            "AlreadyExists", "This repository is entered already. Change it, or send upsert=true.")
                    .asException();
        }
        return save(url, body, principal);
    }

    /** The secrets that are not sent stay as they are; an empty text removes one. */
    @PutMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    ObjectNode update(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        Repository known = require(id, principal);
        rights.require(principal, SettingsRights.repository("update", known));
        rights.require(
                principal,
                SettingsRights.repository("update", body.path("project").asString(""), known.url()));
        String address = body.path("repo").asString("");
        if (!address.isEmpty() && !known.url().sameRepository(new RepositoryUrl(address))) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "The address of a repository cannot change: its credentials are bound to it. Enter a new one.")
                    .asException();
        }
        return save(known.url(), body, principal);
    }

    /** How a repository would answer if this were entered; writes nothing. */
    @PostMapping("/validate")
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    ObjectNode validate(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        RepositoryUrl url = RepositoryJson.url(body);
        rights.require(
                principal,
                SettingsRights.repository("create", body.path("project").asString(""), url));
        repositories
                .find(Covers.REPOSITORY, url)
                .ifPresent(known -> rights.require(principal, SettingsRights.repository("update", known)));
        result.set(
                "connectionState",
                RepositoryJson.state(Optional.of(contacts.test(RepositoryJson.read(Covers.REPOSITORY, url, body)))));
        return result;
    }

    /** Asks a repository now, as it is kept. */
    @PostMapping("/{id}/validate")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    ObjectNode validateKept(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        rights.require(principal, SettingsRights.repository("update", require(id, principal)));
        return get(id, true, principal);
    }

    @DeleteMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode delete(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        Repository known = require(id, principal);
        rights.require(principal, SettingsRights.repository("delete", known));
        repositories.remove(Covers.REPOSITORY, known.url(), principal.actor());
        return JsonNodeFactory.instance.objectNode();
    }

    @DeleteMapping
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode deleteByAddress(@RequestParam String repo, @AuthenticationPrincipal Principal principal) {
        Repository known = repositories
                .find(Covers.REPOSITORY, new RepositoryUrl(repo))
                .filter(repository -> rights.isAllowed(principal, SettingsRights.repository("get", repository)))
                .orElseThrow(RepositoriesApi::missing);
        rights.require(principal, SettingsRights.repository("delete", known));
        repositories.remove(Covers.REPOSITORY, known.url(), principal.actor());
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode save(RepositoryUrl url, JsonNode body, Principal principal) {
        Repository saved = repositories.save(RepositoryJson.read(Covers.REPOSITORY, url, body), principal.actor());
        return show(saved, contacts.with(saved.url()));
    }

    private Repository require(String id, Principal principal) {
        return repositories.all(Covers.REPOSITORY).stream()
                .filter(repository -> repository.id().toString().equals(id))
                .filter(repository -> rights.isAllowed(principal, SettingsRights.repository("get", repository)))
                .findFirst()
                .orElseThrow(RepositoriesApi::missing);
    }

    private static RuntimeException missing() {
        return Problem.stalled("NotFound", "There is no such repository. The list names those that were entered.")
                .asException();
    }

    private static ObjectNode show(Repository repository, Optional<Contact> contact) {
        ObjectNode result = RepositoryJson.show(repository);
        result.set("connectionState", RepositoryJson.state(contact));
        return result;
    }
}
