package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.source.Repository.Covers;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.api.EnteredRepositories.Existing;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/repocreds}: credentials for every repository below an address. One is addressed by its id, or by
 * {@code ?url=} and its address.
 */
@RestController
@RequestMapping(path = "/api/v1/repocreds", produces = MediaType.APPLICATION_JSON_VALUE)
class RepositoryTemplatesApi {

    private final EnteredRepositories repositories;

    RepositoryTemplatesApi(EnteredRepositories repositories) {
        this.repositories = repositories;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(@RequestParam(defaultValue = "") String url, @AuthenticationPrincipal Principal principal) {
        return EnteredRepositories.list(repositories.seenBy(principal, Covers.TEMPLATE, url).stream()
                .map(RepositoryJson::show)
                .toList());
    }

    @GetMapping("/{id}")
    @SignedIn
    ObjectNode get(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        return RepositoryJson.show(repositories.require(principal, Covers.TEMPLATE, id));
    }

    @PostMapping
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    ObjectNode create(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean upsert,
            @AuthenticationPrincipal Principal principal) {
        return RepositoryJson.show(repositories.create(principal, Covers.TEMPLATE, body, Existing.of(upsert)));
    }

    @PutMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    ObjectNode update(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        return RepositoryJson.show(repositories.update(principal, Covers.TEMPLATE, id, body));
    }

    @DeleteMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode delete(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        return repositories.remove(principal, repositories.require(principal, Covers.TEMPLATE, id));
    }

    @DeleteMapping
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode deleteByAddress(@RequestParam String url, @AuthenticationPrincipal Principal principal) {
        return repositories.remove(principal, repositories.requireAt(principal, Covers.TEMPLATE, url));
    }
}
