package dev.fairway.web.api;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contact;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.RepositoryRegistration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Repositories and credential templates as Argo CD's API writes them. Secrets are read and never written. */
final class RepositoryJson {

    private static final Map<String, SecretPart> SECRETS = Map.of(
            "password", SecretPart.PASSWORD,
            "bearerToken", SecretPart.BEARER_TOKEN,
            "sshPrivateKey", SecretPart.SSH_PRIVATE_KEY,
            "tlsClientCertData", SecretPart.TLS_CLIENT_CERTIFICATE,
            "tlsClientCertKey", SecretPart.TLS_CLIENT_KEY,
            "tlsAuthorities", SecretPart.TLS_AUTHORITIES,
            "githubAppPrivateKey", SecretPart.GITHUB_APP_PRIVATE_KEY);

    /** Argo CD sends them as numbers; the app's host is the repository's own. */
    private static final Map<String, SecretPart> NUMBERS = Map.of(
            "githubAppID", SecretPart.GITHUB_APP_ID,
            "githubAppInstallationID", SecretPart.GITHUB_APP_INSTALLATION_ID);

    /** What would switch a check off, or needs what is not here: said, never silently ignored. */
    private static final List<String> REFUSED = List.of(
            "insecure",
            "insecureIgnoreHostKey",
            "enableLfs",
            "noProxy",
            "githubAppEnterpriseBaseUrl",
            "gcpServiceAccountKey",
            "useAzureWorkloadIdentity");

    private RepositoryJson() {}

    static RepositoryUrl url(JsonNode body) {
        return new RepositoryUrl(body.path("repo").asString(body.path("url").asString("")));
    }

    static RepositoryRegistration read(Covers covers, RepositoryUrl url, JsonNode body) {
        REFUSED.stream().filter(field -> isSet(body.path(field))).findFirst().ifPresent(field -> {
            throw Problem.stalled("RepositoryInvalid", refusal(field)).asException();
        });
        Map<SecretPart, String> secrets = new EnumMap<>(SecretPart.class);
        SECRETS.forEach((field, part) -> {
            if (body.path(field).isString()) {
                secrets.put(part, body.path(field).stringValue());
            }
        });
        NUMBERS.forEach((field, part) -> {
            JsonNode number = body.path(field);
            if (number.isIntegralNumber() || number.isString()) {
                secrets.put(part, number.asString());
            }
        });
        return new RepositoryRegistration(
                covers,
                url,
                type(body.path("type").asString("git")),
                body.path("name").asString(""),
                body.path("project").asString(""),
                body.path("username").asString(""),
                body.path("enableOCI").asBoolean(false),
                body.path("proxy").asString(""),
                secrets);
    }

    static ObjectNode show(Repository repository) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("id", repository.id().toString());
        result.put(
                switch (repository.covers()) {
                    case REPOSITORY -> "repo";
                    case TEMPLATE -> "url";
                },
                repository.url().text());
        result.put("type", repository.type().name().toLowerCase(Locale.ROOT));
        result.put("name", repository.name());
        result.put("project", repository.project());
        result.put("username", repository.username());
        result.put("enableOCI", repository.enableOci());
        result.put("proxy", repository.proxy());
        ArrayNode configured = result.putArray("configured");
        SECRETS.entrySet().stream()
                .filter(secret -> repository.configured().contains(secret.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(configured::add);
        return result;
    }

    static ObjectNode state(Optional<Contact> contact) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        if (contact.isEmpty()) {
            return state.put("status", "Unknown")
                    .put("message", "Nobody has asked it yet")
                    .putNull("attemptedAt");
        }
        Contact known = contact.get();
        state.put("status", known.succeeded() ? "Successful" : "Failed");
        state.put("message", known.problem().map(Problem::message).orElse(""));
        state.put("attemptedAt", known.at().truncatedTo(ChronoUnit.SECONDS).toString());
        known.problem().ifPresent(problem -> state.put("code", problem.code()));
        known.succeededAt()
                .ifPresent(at -> state.put(
                        "succeededAt", at.truncatedTo(ChronoUnit.SECONDS).toString()));
        return state.put("latencyMillis", known.took().toMillis());
    }

    private static boolean isSet(JsonNode value) {
        return value.isString() ? !value.stringValue().isEmpty() : value.asBoolean(false);
    }

    private static String refusal(String field) {
        return switch (field) {
            case "insecure" ->
                "insecure is not supported: certificates are always verified. Give the authority's certificate instead (tlsAuthorities, or /api/v1/certificates).";
            case "insecureIgnoreHostKey" ->
                "insecureIgnoreHostKey is not supported: SSH hosts must be known. Enter the host's key (/api/v1/certificates).";
            case "noProxy" ->
                "noProxy is a setting of the installation (fairway.source.no-proxy). Send proxy: direct to reach this repository without the proxy for all.";
            case "githubAppEnterpriseBaseUrl" ->
                "githubAppEnterpriseBaseUrl is not needed: the app is asked at the repository's own host. Leave it out.";
            default -> field + " is not supported yet. Use a user and token, a bearer token or an SSH key.";
        };
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
}
