package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.cluster.Kubeconfig;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.ClusterUse;
import dev.fairway.web.settings.SettingsRights;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
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
    private final ClusterUse use;
    private final SettingsRights rights;

    ClustersApi(Clusters clusters, ClusterUse use, SettingsRights rights) {
        this.rights = rights;
        this.clusters = clusters;
        this.use = use;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(
            @RequestParam(defaultValue = "") String server,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal Principal principal) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        Map<String, Long> members = members(principal);
        clusters.all().stream()
                .filter(cluster -> rights.isAllowed(principal, rights.cluster("get", cluster)))
                .filter(cluster -> name.isEmpty() || cluster.name().equals(name))
                .filter(cluster -> server.isEmpty() || isMeant(cluster, server))
                .forEach(cluster -> items.add(show(cluster, members)));
        return list;
    }

    @GetMapping("/{cluster}")
    @SignedIn
    ObjectNode get(@PathVariable String cluster, @AuthenticationPrincipal Principal principal) {
        return show(require(cluster, "get", principal), members(principal));
    }

    @PostMapping
    @Needs(resource = Resource.CLUSTERS, action = "create", on = On.SOMEWHERE)
    ObjectNode create(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean upsert,
            @AuthenticationPrincipal Principal principal) {
        String name = body.path("name").asString("");
        Optional<ClusterRef> known = find(name);
        requireCreate(name, body, principal);
        if (!upsert && known.isPresent()) {
            throw Problem.stalled("AlreadyExists", "The cluster %s exists already.".formatted(name))
                    .asException();
        }
        ClusterRegistration registration = registration(name, body, Optional.empty());
        return show(
                known.isPresent()
                        ? clusters.amend(registration, principal.actor())
                        : clusters.register(registration, principal.actor()),
                members(principal));
    }

    /** Credentials that are not sent stay as they are, as long as the address does. */
    @PutMapping("/{cluster}")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    ObjectNode update(
            @PathVariable String cluster, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        ClusterRef known = require(cluster, "update", principal);
        rights.require(
                principal,
                SettingsRights.cluster(
                        "update",
                        body.path("project").asString(""),
                        body.path("server").asString(known.server())));
        return show(
                clusters.amend(registration(known.name(), body, Optional.of(known)), principal.actor()),
                members(principal));
    }

    /** How a cluster would answer if this were stored; writes nothing. */
    @PostMapping("/validate")
    @Needs(resource = Resource.CLUSTERS, action = "create", on = On.SOMEWHERE)
    ObjectNode validate(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        requireCreate(body.path("name").asString(""), body, principal);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        describe(
                result,
                Optional.of(clusters.test(registration(body.path("name").asString(""), body, Optional.empty()))));
        return result;
    }

    /** Asks a cluster now, as it is stored. */
    @PostMapping("/{cluster}/validate")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    ObjectNode validateKnown(@PathVariable String cluster, @AuthenticationPrincipal Principal principal) {
        ClusterRef known = require(cluster, "update", principal);
        clusters.test(known);
        return show(known, members(principal));
    }

    /** Argo CD's name for: forget what was read and read it again. */
    @PostMapping("/{cluster}/invalidate-cache")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    ObjectNode relist(@PathVariable String cluster, @AuthenticationPrincipal Principal principal) {
        ClusterRef known = require(cluster, "update", principal);
        clusters.relist(known, principal.actor());
        return show(known, members(principal));
    }

    @DeleteMapping("/{cluster}")
    @Needs(resource = Resource.CLUSTERS, action = "delete", on = On.SOMEWHERE)
    ObjectNode delete(@PathVariable String cluster, @AuthenticationPrincipal Principal principal) {
        clusters.remove(require(cluster, "delete", principal), principal.actor());
        return JsonNodeFactory.instance.objectNode();
    }

    private boolean isMeant(ClusterRef cluster, String server) {
        return clusters.find(new Destination(server, "", ""))
                .map(ClusterRef::id)
                .filter(cluster.id()::equals)
                .isPresent();
    }

    private Map<String, Long> members(Principal principal) {
        Map<String, Long> counted = new HashMap<>();
        use.byCluster(principal).forEach((cluster, entries) -> counted.put(cluster, (long) entries.size()));
        return counted;
    }

    private Optional<ClusterRef> find(String nameOrId) {
        return clusters.all().stream()
                .filter(cluster ->
                        cluster.name().equals(nameOrId) || cluster.id().equals(nameOrId))
                .findFirst();
    }

    private void requireCreate(String name, JsonNode body, Principal principal) {
        rights.require(
                principal,
                SettingsRights.cluster(
                        "create",
                        body.path("project").asString(""),
                        body.path("server").asString("")));
        find(name).ifPresent(known -> rights.require(principal, rights.cluster("update", known)));
    }

    /** One that may not be read is answered like one that is not there. */
    private ClusterRef require(String nameOrId, String action, Principal principal) {
        ClusterRef known = readable(nameOrId, principal);
        rights.require(principal, rights.cluster(action, known));
        return known;
    }

    private ClusterRef readable(String nameOrId, Principal principal) {
        return find(nameOrId)
                .filter(cluster -> rights.isAllowed(principal, rights.cluster("get", cluster)))
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no cluster %s.".formatted(nameOrId))
                        .asException());
    }

    private ClusterRegistration registration(String name, JsonNode body, Optional<ClusterRef> known) {
        List<String> namespaces = new ArrayList<>();
        body.path("namespaces").forEach(namespace -> namespaces.add(namespace.asString("")));
        Map<String, String> labels = new LinkedHashMap<>();
        body.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        boolean sentNone =
                body.path("config").isMissingNode() && body.path("kubeconfig").isMissingNode();
        ClusterAccess access = known.filter(cluster -> sentNone)
                .map(cluster -> kept(cluster, body.path("server").asString(cluster.server())))
                .orElseGet(() -> access(body));
        return new ClusterRegistration(
                name, access, namespaces, labels, body.path("project").asString(""), false);
    }

    /** The address alone: what signs in is stored and stays there. */
    private ClusterAccess kept(ClusterRef cluster, String server) {
        Optional<ClusterDetails> details = clusters.details(cluster);
        return new ClusterAccess(
                server,
                details.map(ClusterDetails::caPem).filter(pem -> !pem.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                details.map(ClusterDetails::insecure).orElse(false));
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

    private ObjectNode show(ClusterRef cluster, Map<String, Long> members) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("id", cluster.id()).put("name", cluster.name()).put("server", cluster.server());
        clusters.details(cluster).ifPresent(details -> {
            ArrayNode namespaces = result.putArray("namespaces");
            details.namespaces().forEach(namespaces::add);
            ObjectNode labels = result.putObject("labels");
            details.labels().forEach(labels::put);
            result.put("project", details.project());
            ArrayNode configured = result.putArray("configured");
            if (details.hasToken()) {
                configured.add("bearerToken");
            }
            if (details.hasCertificate()) {
                configured.add("certData").add("keyData");
            }
        });
        Optional<ClusterContact> contact = clusters.contact(cluster);
        describe(result, contact);
        ObjectNode info = result.putObject("info");
        info.set("connectionState", result.path("connectionState").deepCopy());
        info.put("applicationsCount", members.getOrDefault(cluster.id(), 0L));
        contact.ifPresent(known -> {
            info.put("serverVersion", known.version());
            info.putObject("cacheInfo").put("resourcesCount", known.objects()).put("apisCount", known.kinds());
        });
        return result;
    }

    private static void describe(ObjectNode result, Optional<ClusterContact> contact) {
        ObjectNode state = result.putObject("connectionState");
        if (contact.isEmpty()) {
            state.put("status", "Unknown")
                    .put("message", "Nobody has asked it yet")
                    .putNull("attemptedAt");
            return;
        }
        ClusterContact known = contact.get();
        state.put("status", known.answered() ? "Successful" : "Failed");
        state.put("message", known.problem().map(Problem::message).orElse(""));
        state.put("attemptedAt", known.at().truncatedTo(ChronoUnit.SECONDS).toString());
        known.problem().ifPresent(problem -> state.put("code", problem.code()));
        known.answeredAt()
                .ifPresent(at -> state.put(
                        "answeredAt", at.truncatedTo(ChronoUnit.SECONDS).toString()));
        known.failingSince()
                .ifPresent(at -> state.put(
                        "failingSince", at.truncatedTo(ChronoUnit.SECONDS).toString()));
        result.put("serverVersion", known.version());
    }
}
