package dev.fairway.web.api;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.RepositoryRegistration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
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

    RepositoriesApi(Repositories repositories) {
        this.repositories = repositories;
    }

    @GetMapping
    ObjectNode list(@RequestParam(defaultValue = "") String repo) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        repositories.all(Covers.REPOSITORY).stream()
                .filter(repository -> repo.isEmpty() || repository.url().sameRepository(new RepositoryUrl(repo)))
                .forEach(repository -> items.add(show(repository)));
        return list;
    }

    @GetMapping("/{id}")
    ObjectNode get(@PathVariable String id) {
        return show(require(id));
    }

    @PostMapping
    ObjectNode create(@RequestBody JsonNode body, @RequestParam(defaultValue = "false") boolean upsert) {
        RepositoryUrl url = new RepositoryUrl(body.path("repo").asString(""));
        if (!upsert && repositories.find(Covers.REPOSITORY, url).isPresent()) {
            throw Problem.stalled(
                            "AlreadyExists", "This repository is entered already. Change it, or send upsert=true.")
                    .asException();
        }
        return show(repositories.save(registration(url, body)));
    }

    /** The secrets that are not sent stay as they are; an empty text removes one. */
    @PutMapping("/{id}")
    ObjectNode update(@PathVariable String id, @RequestBody JsonNode body) {
        Repository known = require(id);
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
    ObjectNode delete(@PathVariable String id) {
        repositories.remove(Covers.REPOSITORY, require(id).url());
        return JsonNodeFactory.instance.objectNode();
    }

    @DeleteMapping
    ObjectNode deleteByAddress(@RequestParam String repo) {
        if (!repositories.remove(Covers.REPOSITORY, new RepositoryUrl(repo))) {
            throw missing();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private Repository require(String id) {
        return repositories.all(Covers.REPOSITORY).stream()
                .filter(repository -> repository.id().toString().equals(id))
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
