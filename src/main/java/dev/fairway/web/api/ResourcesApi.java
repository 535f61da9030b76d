package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import dev.fairway.source.Commit;
import dev.fairway.source.Sources;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Telling;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What an application is made of: its tree, its objects on both sides, its rendered manifests, events and commits. */
@RestController
@RequestMapping(path = "/api/v1/applications/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
class ResourcesApi {

    /** Without a resource named, events of at most so many objects are read. */
    private static final int MOST_OBJECTS_WITH_EVENTS = 50;

    private final NamedApplications registry;
    private final Reconciliations reconciliations;
    private final Sources sources;
    private final Kin kin;

    ResourcesApi(NamedApplications registry, Reconciliations reconciliations, Sources sources, Kin kin) {
        this.kin = kin;
        this.registry = registry;
        this.reconciliations = reconciliations;
        this.sources = sources;
    }

    @GetMapping("/resource-tree")
    @Needs(action = "get")
    ObjectNode tree(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(name = "namespace", defaultValue = "") String resourceNamespace,
            @RequestParam(name = "name", defaultValue = "") String resourceName,
            @AuthenticationPrincipal Principal principal) {
        Application application = registry.require(appNamespace, name);
        Predicate<ResourceKey> wanted = wanted(group, kind, resourceNamespace, resourceName);
        Telling telling = kin.tellingTo(principal);
        return ResourceJson.tree(
                telling.tree(reconciliations.tree(application.name())).stream()
                        .filter(node -> wanted.test(node.key()))
                        .toList(),
                reconciliations.orphans(application.name()).stream()
                        .filter(wanted)
                        .filter(telling::names)
                        .toList());
    }

    /** Each part that is empty lets everything through. */
    private static Predicate<ResourceKey> wanted(String group, String kind, String namespace, String name) {
        return key -> (group.isEmpty() || key.group().equals(group))
                && (kind.isEmpty() || key.kind().equals(kind))
                && (namespace.isEmpty() || key.namespace().equals(namespace))
                && (name.isEmpty() || key.name().equals(name));
    }

    @GetMapping("/managed-resources")
    @Needs(action = "get")
    ObjectNode managed(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(name = "namespace", defaultValue = "") String resourceNamespace,
            @RequestParam(name = "name", defaultValue = "") String resourceName,
            @AuthenticationPrincipal Principal principal) {
        Application application = registry.require(appNamespace, name);
        Predicate<ResourceKey> wanted = wanted(group, kind, resourceNamespace, resourceName);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode items = result.putArray("items");
        Telling telling = kin.tellingTo(principal);
        for (ManagedResource resource : telling.managed(reconciliations.managedResources(application.name()))) {
            if (wanted.test(resource.key())) {
                items.add(ResourceJson.managed(resource));
            }
        }
        return result;
    }

    /** What Git gives at the revision last compared, or at another one: a branch, a tag or a commit. */
    @GetMapping("/manifests")
    @Needs(action = "get")
    ObjectNode manifests(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "") String revision,
            @RequestParam(defaultValue = "") List<String> revisions,
            @AuthenticationPrincipal Principal principal) {
        Application application = registry.require(appNamespace, name);
        List<String> wanted = revisions.isEmpty() && !revision.isEmpty() ? List.of(revision) : revisions;
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode manifests = result.putArray("manifests");
        kin.tellingTo(principal)
                .manifests(
                        wanted.isEmpty()
                                ? reconciliations.manifests(application.name())
                                : reconciliations
                                        .render(application.name(), wanted)
                                        .manifests())
                .forEach(object -> manifests.add(ResourceJson.text(object)));
        result.put("namespace", application.manifest().text("/spec/destination/namespace"));
        result.put("server", application.manifest().text("/spec/destination/server"));
        List<String> shown = wanted.isEmpty()
                ? reconciliations
                        .status(application.name())
                        .map(ApplicationStatus::revisions)
                        .orElse(List.of())
                : wanted;
        result.put("revision", shown.isEmpty() ? "" : shown.getFirst());
        return result;
    }

    /** Events about one object of the tree, or, with none named, about the application's objects. */
    @GetMapping("/events")
    @Needs(action = "get")
    ObjectNode events(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "") String resourceUID,
            @RequestParam(defaultValue = "") String resourceNamespace,
            @RequestParam(defaultValue = "") String resourceName,
            @AuthenticationPrincipal Principal principal) {
        Application application = registry.require(appNamespace, name);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1").put("kind", "EventList");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        kin.tellingTo(principal).tree(reconciliations.tree(application.name())).stream()
                .filter(node -> (resourceUID.isEmpty() || node.uid().equals(resourceUID))
                        && (resourceNamespace.isEmpty()
                                || node.key().namespace().equals(resourceNamespace))
                        && (resourceName.isEmpty() || node.key().name().equals(resourceName)))
                .limit(MOST_OBJECTS_WITH_EVENTS)
                .map(TreeNode::key)
                .forEach(key -> reconciliations
                        .events(application.name(), key)
                        .forEach(event -> items.add(event.tree().deepCopy())));
        return list;
    }

    /** Who made a commit, when and why. {@code sourceIndex} counts from 0. */
    @GetMapping("/revisions/{revision}/metadata")
    @Needs(action = "get")
    ObjectNode revision(
            @PathVariable String name,
            @PathVariable String revision,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "0") int sourceIndex) {
        Application application = registry.require(appNamespace, name);
        if (!revision.matches("[0-9a-f]{40}")) {
            throw Problem.stalled("InvalidRequest", "Give the revision as a commit's full SHA of 40 hex digits.")
                    .asException();
        }
        JsonNode spec = application.manifest().tree().path("spec");
        JsonNode source = spec.path("sources").isEmpty()
                ? sourceIndex == 0 ? spec.path("source") : MissingNode.getInstance()
                : spec.path("sources").path(sourceIndex);
        if (!source.path("chart").asString("").isEmpty() || source.isMissingNode()) {
            throw Problem.stalled("NotFound", "The application has no Git source number %d.".formatted(sourceIndex))
                    .asException();
        }
        Commit commit = sources.commit(new RepositoryUrl(source.path("repoURL").asString("")), revision);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("author", commit.author());
        result.put("date", ApplicationJson.time(commit.authoredAt()));
        result.put("message", commit.message());
        result.putArray("tags");
        return result;
    }
}
