package dev.fairway.tenancy;

import dev.fairway.resource.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

final class ProjectReader {

    private static final int MOST_ENTRIES = 1_000;

    private final String project;
    private final JsonNode spec;

    private ProjectReader(String project, JsonNode spec) {
        this.project = project;
        this.spec = spec;
    }

    static Project read(String name, JsonNode spec) {
        return new ProjectReader(name, spec).read();
    }

    /** The roles alone, whatever else is written: rights must be found even where a project cannot be read any more. */
    static List<ProjectRole> roles(String name, JsonNode spec) {
        ProjectReader reader = new ProjectReader(name, spec);
        return spec.path("roles")
                .valueStream()
                .limit(MOST_ENTRIES)
                .map(reader::role)
                .toList();
    }

    private Project read() {
        if (!spec.isObject() && !spec.isMissingNode()) {
            throw invalid("spec must be a map");
        }
        return new Project(
                project,
                text(spec, "description"),
                list("sourceRepos", this::text),
                list("destinations", this::destination),
                list("sourceNamespaces", this::text),
                kinds("clusterResourceWhitelist", "clusterResourceBlacklist"),
                kinds("namespaceResourceWhitelist", "namespaceResourceBlacklist"),
                orphans(spec.path("orphanedResources")),
                list("syncWindows", window -> SyncWindowReader.read(project, window)),
                list("roles", this::role),
                list("destinationServiceAccounts", Function.identity()));
    }

    /** What is no text in it is left out: a role gives nothing that is not written as it should be. */
    private ProjectRole role(JsonNode node) {
        return new ProjectRole(
                project,
                node.path("name").asString(""),
                node.path("description").asString(""),
                texts(node.path("policies")),
                texts(node.path("groups")),
                node.path("jwtTokens").size());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .limit(MOST_ENTRIES)
                .toList();
    }

    private Project.AllowedDestination destination(JsonNode node) {
        return new Project.AllowedDestination(text(node, "server"), text(node, "name"), text(node, "namespace"));
    }

    private Project.KindList kinds(String allowed, String denied) {
        // An empty list says "none"; only a list that is not there says nothing.
        Optional<List<Project.KindPattern>> whiteList =
                isAbsent(spec.path(allowed)) ? Optional.empty() : Optional.of(list(allowed, this::kind));
        return new Project.KindList(whiteList, list(denied, this::kind));
    }

    private Project.KindPattern kind(JsonNode node) {
        return new Project.KindPattern(text(node, "group"), text(node, "kind"), text(node, "name"));
    }

    private Optional<Project.Orphans> orphans(JsonNode node) {
        if (isAbsent(node)) {
            return Optional.empty();
        }
        List<Project.KindPattern> ignored = node.path("ignore")
                .valueStream()
                .map(entry -> new Project.KindPattern(text(entry, "group"), text(entry, "kind"), text(entry, "name")))
                .toList();
        return Optional.of(new Project.Orphans(node.path("warn").asBoolean(true), ignored));
    }

    private <T> List<T> list(String field, Function<JsonNode, T> read) {
        JsonNode list = spec.path(field);
        if (isAbsent(list)) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            throw invalid("spec.%s must be a list of at most %d entries".formatted(field, MOST_ENTRIES));
        }
        return list.valueStream().map(read).toList();
    }

    private String text(JsonNode node) {
        if (!node.isString()) {
            throw invalid("an entry that must be text is none");
        }
        return node.stringValue();
    }

    private String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return isAbsent(value) ? "" : text(value);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private RuntimeException invalid(String what) {
        return invalid(project, what);
    }

    static RuntimeException invalid(String project, String what) {
        return Problem.stalled("InvalidProject", "The project %s cannot be read: %s.".formatted(project, what))
                .asException();
    }
}
