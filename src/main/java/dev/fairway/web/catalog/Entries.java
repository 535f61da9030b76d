package dev.fairway.web.catalog;

import dev.fairway.applications.Application;
import dev.fairway.cluster.Clusters;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import dev.fairway.tenancy.KnownEnvironments;
import dev.fairway.web.query.ApplicationsQuery;
import dev.fairway.web.query.Urgency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Makes entries of applications, in the light of what is known around them.
 *
 * @param projectLabels the labels of each project: an application without a team has its project's
 * @param clusterNames the name of each cluster's address
 */
record Entries(
        Map<String, Map<String, String>> projectLabels,
        Map<String, String> clusterNames,
        KnownEnvironments environments) {

    private static final Set<String> FACETS = Set.of(WellKnown.TEAM, WellKnown.SERVICE, WellKnown.ENVIRONMENT);

    static Map<String, String> namesOf(List<Clusters.ClusterRef> clusters) {
        Map<String, String> names = new TreeMap<>();
        clusters.forEach(cluster -> names.put(cluster.server(), cluster.name()));
        return names;
    }

    Entry of(Application application, Optional<ApplicationStatus> status) {
        return new Entry(
                application.name(),
                asked(application),
                going(application, status),
                Urgency.of(new ApplicationsQuery.Row(application, status)),
                status.map(Why::of).orElse(""));
    }

    private Entry.Asked asked(Application application) {
        Manifest manifest = application.manifest();
        JsonNode spec = manifest.tree().path("spec");
        Map<String, String> ofProject = projectLabels.getOrDefault(application.project(), Map.of());
        String cluster = cluster(spec.path("destination"));
        String namespace = spec.path("destination").path("namespace").asString("");
        List<JsonNode> sources = spec.path("sources").isEmpty()
                ? List.of(spec.path("source"))
                : spec.path("sources").valueStream().toList();
        Map<String, String> labels = new TreeMap<>(manifest.labels());
        labels.keySet().removeAll(FACETS);
        JsonNode automated = spec.path("syncPolicy").path("automated");
        return new Entry.Asked(
                application.project(),
                label(manifest, ofProject, WellKnown.TEAM).orElse(application.project()),
                label(manifest, ofProject, WellKnown.SERVICE)
                        .orElse(application.name().name()),
                environments
                        .of(manifest.labels(), ofProject, namespace, cluster)
                        .name(),
                cluster,
                namespace,
                texts(sources, "repoURL", ""),
                texts(sources, "targetRevision", "HEAD"),
                labels,
                automated.isObject() && automated.path("enabled").asBoolean(true),
                application.isBeingDeleted(),
                application.parent(),
                application.createdAt());
    }

    private static Entry.Going going(Application application, Optional<ApplicationStatus> status) {
        return status.map(Entries::going)
                .orElseGet(() -> new Entry.Going(
                        HealthStatus.UNKNOWN,
                        SyncStatus.UNKNOWN,
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        false,
                        Optional.empty(),
                        application.createdAt()));
    }

    private static Entry.Going going(ApplicationStatus status) {
        return new Entry.Going(
                status.health().status(),
                status.sync(),
                status.revisions(),
                status.head().map(head -> new Entry.Head(head.subject(), head.committedAt())),
                status.images(),
                !status.renderKey().isEmpty(),
                status.operation()
                        .map(operation -> new Entry.Operation(
                                operation.id(),
                                operation.kind(),
                                operation.phase(),
                                operation.attempt(),
                                operation.startedAt(),
                                operation.finishedAt())),
                status.changedAt());
    }

    private String cluster(JsonNode destination) {
        String name = destination.path("name").asString("");
        String server = destination.path("server").asString("");
        if (!name.isEmpty()) {
            return name;
        }
        return clusterNames.getOrDefault(server, server.equals(Destination.IN_CLUSTER) ? "in-cluster" : server);
    }

    private static Optional<String> label(Manifest manifest, Map<String, String> projectLabels, String label) {
        return manifest.label(label).or(() -> Optional.ofNullable(projectLabels.get(label)));
    }

    private static List<String> texts(List<JsonNode> sources, String field, String otherwise) {
        return sources.stream()
                .map(source -> source.path(field).asString(otherwise))
                .flatMap(text -> text.isEmpty() ? Stream.of(otherwise) : Stream.of(text))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }
}
