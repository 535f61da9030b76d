package dev.fairway.cluster.api;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.GroupVersionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Asks a server what it serves: in two requests where it knows aggregated discovery (Kubernetes 1.27 and later), otherwise
 * group by group. A group whose own server is down does not hide the others.
 */
public final class Discovery {

    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
    private static final Target TARGET = Target.server("discover", "The list of kinds");

    private final ApiConnection connection;
    private final Map<GroupKind, ApiKind> kinds = new LinkedHashMap<>();
    private final List<String> groupVersions = new ArrayList<>();
    private final TreeSet<String> failed = new TreeSet<>();

    private Discovery(ApiConnection connection) {
        this.connection = connection;
    }

    /**
     * What was found.
     *
     * @param failed {@code group/version}s that could not be asked for their kinds
     */
    public record Found(ApiCatalog catalog, List<String> failed) {}

    public static Found ask(ApiConnection connection) {
        Discovery discovery = new Discovery(connection);
        String version = Trees.text(connection.call(ApiRequest.get("/version"), TARGET), "gitVersion");
        discovery.root("/api");
        discovery.root("/apis");
        return new Found(
                new ApiCatalog(
                        version.startsWith("v") ? version.substring(1) : version,
                        Map.copyOf(discovery.kinds),
                        List.copyOf(discovery.groupVersions)),
                List.copyOf(discovery.failed));
    }

    private void root(String path) {
        JsonNode answer = connection.call(ApiRequest.get(path).accepting(AGGREGATED), TARGET);
        switch (Trees.text(answer, "kind")) {
            case "APIGroupDiscoveryList" -> answer.path("items").forEach(this::aggregated);
            case "APIVersions" -> answer.path("versions").forEach(version -> resources(version.asString("")));
            default -> answer.path("groups").forEach(this::group);
        }
    }

    private void aggregated(JsonNode group) {
        String name = Trees.text(group.path("metadata"), "name");
        for (JsonNode version : group.path("versions")) {
            String groupVersion = (name.isEmpty() ? "" : name + "/") + Trees.text(version, "version");
            groupVersions.add(groupVersion);
            if (Trees.text(version, "freshness").equals("Stale")) {
                failed.add(groupVersion);
            }
            for (JsonNode resource : version.path("resources")) {
                add(
                        GroupVersionKind.of(groupVersion, Trees.text(resource.path("responseKind"), "kind")),
                        Trees.text(resource, "resource"),
                        Trees.text(resource, "scope").equals("Namespaced"),
                        resource.path("verbs"));
            }
        }
    }

    private void group(JsonNode group) {
        String preferred = Trees.text(group.path("preferredVersion"), "groupVersion");
        if (!preferred.isEmpty()) {
            resources(preferred);
        }
        for (JsonNode version : group.path("versions")) {
            String groupVersion = Trees.text(version, "groupVersion");
            if (!groupVersion.equals(preferred)) {
                resources(groupVersion);
            }
        }
    }

    private void resources(String groupVersion) {
        groupVersions.add(groupVersion);
        JsonNode answer;
        try {
            answer = connection.call(
                    ApiRequest.get((groupVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + groupVersion), TARGET);
        } catch (ClusterProblem problem) {
            if (problem.reason() == Reason.UNREACHABLE || problem.reason() == Reason.UNAUTHORIZED) {
                throw problem;
            }
            failed.add(groupVersion);
            return;
        }
        for (JsonNode resource : answer.path("resources")) {
            String plural = Trees.text(resource, "name");
            if (plural.indexOf('/') < 0) {
                add(
                        GroupVersionKind.of(groupVersion, Trees.text(resource, "kind")),
                        plural,
                        resource.path("namespaced").asBoolean(false),
                        resource.path("verbs"));
            }
        }
    }

    /** Versions come in the server's order of preference, so the first to name a kind wins. */
    private void add(GroupVersionKind gvk, String plural, boolean namespaced, JsonNode verbs) {
        if (gvk.kind().isEmpty() || plural.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        verbs.forEach(verb -> names.add(verb.asString("")));
        kinds.putIfAbsent(gvk.groupKind(), new ApiKind(gvk, plural, namespaced, List.copyOf(names)));
    }
}
