package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.RepositoryRegistration;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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

    private static final Map<String, SecretPart> SECRETS = Map.of(
            "password", SecretPart.PASSWORD,
            "bearerToken", SecretPart.BEARER_TOKEN,
            "sshPrivateKey", SecretPart.SSH_PRIVATE_KEY,
            "tlsClientCertData", SecretPart.TLS_CLIENT_CERTIFICATE,
            "tlsClientCertKey", SecretPart.TLS_CLIENT_KEY,
            "tlsAuthorities", SecretPart.TLS_AUTHORITIES);

    private final Repositories repositories;
    private final Rights rights;

    RepositoriesApi(Repositories repositories, Rights rights) {
        this.rights = rights;
        this.repositories = repositories;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(@RequestParam(defaultValue = "") String repo, @AuthenticationPrincipal Principal principal) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        repositories.all(Covers.REPOSITORY).stream()
                .filter(repository -> isAllowed(principal, "get", repository))
                .filter(repository -> repo.isEmpty() || repository.url().sameRepository(new RepositoryUrl(repo)))
                .forEach(repository -> items.add(show(repository)));
        return list;
    }

    @GetMapping("/{id}")
    @SignedIn
    ObjectNode get(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        return show(require(id, principal));
    }

    @PostMapping
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    ObjectNode create(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean upsert,
            @AuthenticationPrincipal Principal principal) {
        RepositoryUrl url = new RepositoryUrl(body.path("repo").asString(""));
        rights.require(principal, need("create", body.path("project").asString(""), url));
        repositories.find(Covers.REPOSITORY, url).ifPresent(known -> rights.require(principal, need("update", known)));
        if (!upsert && repositories.find(Covers.REPOSITORY, url).isPresent()) {
            throw Problem.stalled(
                            "AlreadyExists", "This repository is entered already. Change it, or send upsert=true.")
                    .asException();
        }
        return show(repositories.save(registration(url, body)));
    }

    /** The secrets that are not sent stay as they are; an empty text removes one. */
    @PutMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    ObjectNode update(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        Repository known = require(id, principal);
        rights.require(principal, need("update", known));
        rights.require(principal, need("update", body.path("project").asString(""), known.url()));
        String address = body.path("repo").asString("");
        if (!address.isEmpty() && !known.url().sameRepository(new RepositoryUrl(address))) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "The address of a repository cannot change: its credentials are bound to it. Enter a new one.")
                    .asException();
        }
        return show(repositories.save(registration(known.url(), body)));
    }

    @DeleteMapping("/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode delete(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        Repository known = require(id, principal);
        rights.require(principal, need("delete", known));
        repositories.remove(Covers.REPOSITORY, known.url());
        return JsonNodeFactory.instance.objectNode();
    }

    @DeleteMapping
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    ObjectNode deleteByAddress(@RequestParam String repo, @AuthenticationPrincipal Principal principal) {
        Repository known = repositories
                .find(Covers.REPOSITORY, new RepositoryUrl(repo))
                .filter(repository -> isAllowed(principal, "get", repository))
                .orElseThrow(RepositoriesApi::missing);
        rights.require(principal, need("delete", known));
        repositories.remove(Covers.REPOSITORY, known.url());
        return JsonNodeFactory.instance.objectNode();
    }

    private static Need need(String action, Repository repository) {
        return need(action, repository.project(), repository.url());
    }

    /** Argo CD's name of a repository: its address, after its project if it belongs to one. */
    private static Need need(String action, String project, RepositoryUrl url) {
        return new Need(Resource.REPOSITORIES, action, project.isEmpty() ? url.text() : project + "/" + url.text());
    }

    private boolean isAllowed(Principal principal, String action, Repository repository) {
        return rights.decide(principal, need(action, repository)).isAllowed();
    }

    private Repository require(String id, Principal principal) {
        return repositories.all(Covers.REPOSITORY).stream()
                .filter(repository -> repository.id().toString().equals(id) && isAllowed(principal, "get", repository))
                .findFirst()
                .orElseThrow(RepositoriesApi::missing);
    }

    private static RuntimeException missing() {
        return Problem.stalled("NotFound", "There is no such repository. The list names those that were entered.")
                .asException();
    }

    private static RepositoryRegistration registration(RepositoryUrl url, JsonNode body) {
        Map<SecretPart, String> secrets = new EnumMap<>(SecretPart.class);
        SECRETS.forEach((field, part) -> {
            if (body.path(field).isString()) {
                secrets.put(part, body.path(field).stringValue());
            }
        });
        return new RepositoryRegistration(
                Covers.REPOSITORY,
                url,
                type(body.path("type").asString("git")),
                body.path("name").asString(""),
                body.path("project").asString(""),
                body.path("username").asString(""),
                body.path("enableOCI").asBoolean(false),
                secrets);
    }

    private static Repository.Type type(String text) {
        return switch (text) {
            case "git", "" -> Repository.Type.GIT;
            case "helm" -> Repository.Type.HELM;
            case "oci" -> Repository.Type.OCI;
            default ->
                throw Problem.stalled("InvalidRequest", "The type of a repository is git, helm or oci.")
                        .asException();
        };
    }

    private static ObjectNode show(Repository repository) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("id", repository.id().toString());
        result.put("repo", repository.url().text());
        result.put("type", repository.type().name().toLowerCase(Locale.ROOT));
        result.put("name", repository.name());
        result.put("project", repository.project());
        result.put("username", repository.username());
        result.put("enableOCI", repository.enableOci());
        ArrayNode configured = result.putArray("configured");
        SECRETS.entrySet().stream()
                .filter(secret -> repository.configured().contains(secret.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(configured::add);
        result.putObject("connectionState")
                .put("status", "Unknown")
                .put("message", "Asked when an application is compared")
                .putNull("attemptedAt");
        return result;
    }
}
