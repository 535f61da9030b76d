package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.cluster.Kubeconfig;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * {@code /api/v1/clusters}. Credentials go in, as Argo CD's {@code config} or as a text {@code kubeconfig}, and never come
 * out. One cluster is addressed by its name or its id.
 */
@RestController
@RequestMapping(path = "/api/v1/clusters", produces = MediaType.APPLICATION_JSON_VALUE)
class ClustersApi {

    private static final Set<String> CONFIG = Set.of("bearerToken", "tlsClientConfig");

    private final Clusters clusters;
    private final Rights rights;

    ClustersApi(Clusters clusters, Rights rights) {
        this.rights = rights;
        this.clusters = clusters;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(@AuthenticationPrincipal Principal principal) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        clusters.all().stream()
                .filter(cluster -> isAllowed(principal, "get", cluster))
                .forEach(cluster -> items.add(show(cluster)));
        return list;
    }

    @GetMapping("/{cluster}")
    @SignedIn
    ObjectNode get(@PathVariable String cluster, @AuthenticationPrincipal Principal principal) {
        return show(require(cluster, principal));
    }

    @PostMapping
    @Needs(resource = Resource.CLUSTERS, action = "create", on = On.SOMEWHERE)
    ObjectNode create(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean upsert,
            @AuthenticationPrincipal Principal principal) {
        String name = body.path("name").asString("");
        rights.require(
                principal,
                need(
                        "create",
                        body.path("project").asString(""),
                        body.path("server").asString("")));
        find(name).ifPresent(known -> rights.require(principal, need("update", known)));
        if (!upsert && find(name).isPresent()) {
            throw Problem.stalled("AlreadyExists", "The cluster %s exists already.".formatted(name))
                    .asException();
        }
        return show(clusters.register(registration(name, body)));
    }

    /** Credentials cannot be read back, so that the whole registration is sent again. */
    @PutMapping("/{cluster}")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    ObjectNode update(
            @PathVariable String cluster, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        ClusterRef known = require(cluster, principal);
        rights.require(principal, need("update", known));
        rights.require(
                principal,
                need(
                        "update",
                        body.path("project").asString(""),
                        body.path("server").asString("")));
        return show(clusters.register(registration(known.name(), body)));
    }

    @DeleteMapping("/{cluster}")
    @Needs(resource = Resource.CLUSTERS, action = "delete", on = On.SOMEWHERE)
    ObjectNode delete(@PathVariable String cluster, @AuthenticationPrincipal Principal principal) {
        ClusterRef known = require(cluster, principal);
        rights.require(principal, need("delete", known));
        clusters.remove(known);
        return JsonNodeFactory.instance.objectNode();
    }

    private Optional<ClusterRef> find(String nameOrId) {
        return clusters.all().stream()
                .filter(cluster ->
                        cluster.name().equals(nameOrId) || cluster.id().equals(nameOrId))
                .findFirst();
    }

    /** Argo CD's name of a cluster: its address, after its project if it belongs to one. */
    private Need need(String action, ClusterRef cluster) {
        return need(
                action,
                clusters.details(cluster).map(details -> details.project()).orElse(""),
                cluster.server());
    }

    private static Need need(String action, String project, String server) {
        return new Need(Resource.CLUSTERS, action, project.isEmpty() ? server : project + "/" + server);
    }

    private boolean isAllowed(Principal principal, String action, ClusterRef cluster) {
        return rights.decide(principal, need(action, cluster)).isAllowed();
    }

    private ClusterRef require(String nameOrId, Principal principal) {
        return find(nameOrId)
                .filter(cluster -> isAllowed(principal, "get", cluster))
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no cluster %s.".formatted(nameOrId))
                        .asException());
    }

    private static ClusterRegistration registration(String name, JsonNode body) {
        List<String> namespaces = new ArrayList<>();
        body.path("namespaces").forEach(namespace -> namespaces.add(namespace.asString("")));
        Map<String, String> labels = new LinkedHashMap<>();
        body.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return new ClusterRegistration(
                name, access(body), namespaces, labels, body.path("project").asString(""), false);
    }

    private static ClusterAccess access(JsonNode body) {
        if (body.path("kubeconfig").isString()) {
            return Kubeconfig.read(body.path("kubeconfig").stringValue().getBytes(StandardCharsets.UTF_8));
        }
        JsonNode config = body.path("config");
        if (!config.isObject()) {
            throw Problem.stalled("InvalidRequest", "Send the credentials: config, or a kubeconfig as a text.")
                    .asException();
        }
        config.propertyNames().stream()
                .filter(field -> !CONFIG.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw Problem.stalled(
                                    "ClusterInvalid",
                                    "config.%s is not supported; give a service account's bearerToken or a client certificate."
                                            .formatted(field.substring(0, Math.min(60, field.length()))))
                            .asException();
                });
        JsonNode tls = config.path("tlsClientConfig");
        return new ClusterAccess(
                body.path("server").asString(""),
                pem(tls, "caData"),
                text(config, "bearerToken"),
                pem(tls, "certData"),
                pem(tls, "keyData"),
                tls.path("insecure").asBoolean(false));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asString("")).filter(text -> !text.isEmpty());
    }

    private static Optional<String> pem(JsonNode node, String field) {
        return text(node, field).map(base64 -> {
            try {
                return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notBase64) {
                throw Problem.stalled("ClusterInvalid", "tlsClientConfig.%s is not base64.".formatted(field))
                        .asException();
            }
        });
    }

    private ObjectNode show(ClusterRef cluster) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("id", cluster.id()).put("name", cluster.name()).put("server", cluster.server());
        clusters.details(cluster).ifPresent(details -> {
            ArrayNode namespaces = result.putArray("namespaces");
            details.namespaces().forEach(namespaces::add);
            ObjectNode labels = result.putObject("labels");
            details.labels().forEach(labels::put);
            result.put("project", details.project());
        });
        Optional<Problem> problem = problem(cluster);
        result.putObject("connectionState")
                .put("status", problem.isEmpty() ? "Successful" : "Failed")
                .put("message", problem.map(Problem::message).orElse(""));
        return result;
    }

    private Optional<Problem> problem(ClusterRef cluster) {
        try {
            return clusters.driver(cluster).live().problem();
        } catch (ProblemException failure) {
            return Optional.of(failure.problem());
        } catch (ClusterProblem failure) {
            return Optional.of(Problem.passing(failure.reason().name(), failure.text()));
        }
    }
}
