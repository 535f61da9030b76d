package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.settings.SettingsRights;
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
 * {@code /api/v1/repocreds}: credentials for every repository below an address. One is addressed by its id, or by
 * {@code ?url=} and its address.
 */
@RestController
@RequestMapping(path = "/api/v1/repocreds", produces = MediaType.APPLICATION_JSON_VALUE)
class RepositoryTemplatesApi {

    private final Repositories repositories;
    private final SettingsRights rights;

    RepositoryTemplatesApi(Repositories repositories, SettingsRights rights) {
        this.rights = rights;
        this.repositories = repositories;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(@RequestParam(defaultValue = "") String url, @AuthenticationPrincipal Principal principal) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        repositories.all(Covers.TEMPLATE).stream()
                .filter(template -> rights.isAllowed(principal, SettingsRights.repository("get", template)))
                .filter(template -> url.isEmpty() || template.url().sameRepository(new RepositoryUrl(url)))
                .forEach(template -> items.add(RepositoryJson.show(template)));
        return list;
    }

    @GetMapping("/{id}")
    @SignedIn
    ObjectNode get(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        return RepositoryJson.show(require(id, principal));
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
                .find(Covers.TEMPLATE, url)
                .ifPresent(known -> rights.require(principal, SettingsRights.repository("update", known)));
        if (!upsert && repositories.find(Covers.TEMPLATE, url).isPresent()) {
            throw Problem.stalled(
                            "AlreadyExists",
                            "There are credentials for this address already. Change them, or send upsert=true.")
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
        RepositoryUrl given = RepositoryJson.url(body);
        if (!given.text().isEmpty() && !known.url().sameRepository(given)) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "The address of a credential template cannot change: its secrets are bound to it. Enter a new one.")
                    .asException();
        }
        return save(known.url(), body, principal);
    }

    @DeleteMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode delete(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        remove(require(id, principal), principal);
        return JsonNodeFactory.instance.objectNode();
    }

    @DeleteMapping
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode deleteByAddress(@RequestParam String url, @AuthenticationPrincipal Principal principal) {
        remove(
                repositories
                        .find(Covers.TEMPLATE, new RepositoryUrl(url))
                        .filter(template -> rights.isAllowed(principal, SettingsRights.repository("get", template)))
                        .orElseThrow(RepositoryTemplatesApi::missing),
                principal);
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode save(RepositoryUrl url, JsonNode body, Principal principal) {
        return RepositoryJson.show(
                repositories.save(RepositoryJson.read(Covers.TEMPLATE, url, body), principal.actor()));
    }

    private void remove(Repository template, Principal principal) {
        rights.require(principal, SettingsRights.repository("delete", template));
        repositories.remove(Covers.TEMPLATE, template.url(), principal.actor());
    }

    private Repository require(String id, Principal principal) {
        return repositories.all(Covers.TEMPLATE).stream()
                .filter(template -> template.id().toString().equals(id))
                .filter(template -> rights.isAllowed(principal, SettingsRights.repository("get", template)))
                .findFirst()
                .orElseThrow(RepositoryTemplatesApi::missing);
    }

    private static RuntimeException missing() {
        return Problem.stalled(
                        "NotFound", "There is no such credential template. The list names those that were entered.")
                .asException();
    }
}
