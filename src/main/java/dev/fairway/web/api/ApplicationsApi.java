package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.query.ApplicationsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/applications}: reading and writing the registry, and beginning operations. */
@RestController
@RequestMapping(path = "/api/v1/applications", produces = MediaType.APPLICATION_JSON_VALUE)
class ApplicationsApi {

    private final ApplicationsQuery query;
    private final Applications applications;
    private final Reconciliations reconciliations;
    private final ApplicationJson shape;
    private final Rights rights;
    private final Permits permits;
    private final JsonMapper json;

    ApplicationsApi(
            ApplicationsQuery query,
            Applications applications,
            Reconciliations reconciliations,
            ApplicationJson shape,
            Rights rights,
            Permits permits,
            JsonMapper json) {
        this.rights = rights;
        this.permits = permits;
        this.query = query;
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.shape = shape;
        this.json = json;
    }

    /** Without {@code limit} the full list; with it, pages, each naming the next in {@code metadata.continue}. */
    @GetMapping
    @SignedIn
    ObjectNode list(
            @RequestParam(defaultValue = "") List<String> projects,
            @RequestParam(defaultValue = "") List<String> project,
            @RequestParam(defaultValue = "") String selector,
            @RequestParam(defaultValue = "") String repo,
            @RequestParam(defaultValue = "") String appNamespace,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") List<String> health,
            @RequestParam(defaultValue = "") List<String> sync,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String fields,
            @RequestParam(defaultValue = "0") int limit,
            @RequestParam(name = "continue", defaultValue = "") String from,
            @AuthenticationPrincipal Principal principal) {
        List<String> inProjects = new ArrayList<>(projects);
        inProjects.addAll(project);
        List<ApplicationsQuery.Row> rows = query.find(
                new ApplicationsQuery.Filter(inProjects, selector, repo, appNamespace, name, q, health, sync, sort),
                rights.sight(principal));
        Page page = Page.of(rows, limit, from);
        ObjectNode list = json.createObjectNode();
        list.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "ApplicationList");
        ObjectNode metadata = list.putObject("metadata");
        metadata.put(
                "resourceVersion",
                String.valueOf(rows.stream()
                        .mapToLong(row -> row.application().version())
                        .max()
                        .orElse(0)));
        page.next().ifPresent(next -> metadata.put("continue", next).put("remainingItemCount", page.remaining()));
        ArrayNode items = list.putArray("items");
        page.rows().forEach(row -> items.add(shape.of(row.application(), row.status())));
        return FieldSelection.apply(list, fields);
    }

    @PostMapping
    @Needs(action = "create", on = On.SOMEWHERE)
    ObjectNode create(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean upsert,
            @AuthenticationPrincipal Principal principal) {
        Manifest given = manifest(body);
        ApplicationName name = ApplicationName.parse(
                (given.namespace().isEmpty() ? ApplicationName.CONTROL_PLANE_NAMESPACE : given.namespace()) + "/"
                        + given.name());
        Optional<Application> before = visible(name, principal);
        permits.requireWrite(principal, name, upsert ? before : Optional.empty(), given);
        if (upsert && before.isPresent()) {
            return show(applications.update(given, Optional.empty(), principal.actor()));
        }
        return show(applications.create(given, principal.actor()));
    }

    @GetMapping("/{name}")
    @Needs(action = "get")
    ObjectNode get(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "") String refresh,
            @RequestParam(defaultValue = "") String fields,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName application = new ApplicationName(appNamespace, name);
        if (!refresh.isEmpty()) {
            permits.require(principal, application, existing(application).project(), "sync");
            reconciliations.refresh(
                    application,
                    refresh.equals("hard") ? Reconciliations.Refresh.HARD : Reconciliations.Refresh.NORMAL,
                    principal.actor());
        }
        return FieldSelection.apply(show(existing(application)), fields);
    }

    @PutMapping("/{name}")
    @Needs(action = "update")
    ObjectNode update(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Principal principal) {
        Manifest given = manifest(body);
        requireSame(name, given.name());
        requireSame(appNamespace, given.namespace().isEmpty() ? appNamespace : given.namespace());
        ApplicationName application = new ApplicationName(appNamespace, name);
        permits.requireWrite(principal, application, applications.find(application), given);
        Optional<Long> expected = given.resourceVersion()
                .filter(version -> version.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
        return show(applications.update(
                given.namespace().isEmpty() ? given.withNamespace(appNamespace) : given, expected, principal.actor()));
    }

    /** Argo CD's shape: {@code {"patch": "…", "patchType": "merge"}}; a bare merge patch is accepted as well. */
    @PatchMapping("/{name}")
    @Needs(action = "update")
    ObjectNode patch(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Principal principal) {
        String type = body.path("patchType").asString("merge");
        if (!type.equals("merge")) {
            throw Problem.stalled("InvalidRequest", "Only patchType merge is supported; send a JSON merge patch.")
                    .asException();
        }
        JsonNode patch =
                body.path("patch").isString() ? json.readTree(body.path("patch").stringValue()) : body;
        ApplicationName application = new ApplicationName(appNamespace, name);
        Application before = existing(application);
        Application changed = applications.change(
                application,
                manifest -> {
                    Manifest after = Manifest.of((ObjectNode) MergePatch.apply(manifest.tree(), patch));
                    permits.requireWrite(principal, application, Optional.of(before), after);
                    return after;
                },
                principal.actor());
        return show(changed);
    }

    /** {@code cascade=true}, the default, deletes what the application runs as well. */
    @DeleteMapping("/{name}")
    @Needs(action = "delete")
    ObjectNode delete(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "true") boolean cascade,
            @RequestParam(defaultValue = "foreground") String propagationPolicy,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName application = new ApplicationName(appNamespace, name);
        existing(application);
        applications.change(
                application, before -> withFinalizer(before, cascade, propagationPolicy), principal.actor());
        applications.requestDeletion(application, principal.actor());
        return json.createObjectNode();
    }

    private static Manifest withFinalizer(Manifest application, boolean cascade, String propagationPolicy) {
        return application.with(tree -> {
            ObjectNode metadata = (ObjectNode) tree.path("metadata");
            ArrayNode kept = metadata.arrayNode();
            metadata.path("finalizers")
                    .valueStream()
                    .filter(finalizer -> !finalizer.asString("").startsWith(WellKnown.RESOURCES_FINALIZER))
                    .forEach(kept::add);
            if (cascade) {
                kept.add(
                        propagationPolicy.equals("background")
                                ? WellKnown.RESOURCES_FINALIZER + "/background"
                                : WellKnown.RESOURCES_FINALIZER);
            }
            metadata.set("finalizers", kept);
        });
    }

    @PostMapping("/{name}/sync")
    @Needs(action = "sync")
    ObjectNode sync(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestBody(required = false) Optional<JsonNode> body,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName application = new ApplicationName(appNamespace, name);
        reconciliations.sync(application, command(body.orElseGet(json::createObjectNode)), principal.actor());
        return show(existing(application));
    }

    @DeleteMapping("/{name}/operation")
    @Needs(action = "sync")
    ObjectNode terminate(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @AuthenticationPrincipal Principal principal) {
        reconciliations.terminate(new ApplicationName(appNamespace, name), principal.actor());
        return json.createObjectNode();
    }

    private static SyncCommand command(JsonNode body) {
        List<String> revisions = new ArrayList<>();
        body.path("revisions").forEach(revision -> revisions.add(revision.asString("")));
        if (revisions.isEmpty() && !body.path("revision").asString("").isEmpty()) {
            revisions.add(body.path("revision").asString());
        }
        List<ResourceKey> resources = new ArrayList<>();
        body.path("resources")
                .forEach(resource -> resources.add(new ResourceKey(
                        resource.path("group").asString(""),
                        resource.path("kind").asString(""),
                        resource.path("namespace").asString(""),
                        resource.path("name").asString(""))));
        List<String> options = new ArrayList<>();
        JsonNode given = body.path("syncOptions");
        (given.isObject() ? given.path("items") : given).forEach(option -> options.add(option.asString("")));
        JsonNode strategy = body.path("strategy");
        boolean applyOnly = strategy.path("apply").isObject();
        boolean force = strategy.path("apply").path("force").asBoolean(false)
                || strategy.path("hook").path("force").asBoolean(false);
        return new SyncCommand(
                revisions,
                body.path("prune").asBoolean(false),
                body.path("dryRun").asBoolean(false),
                applyOnly,
                force,
                resources,
                options,
                body.path("retryStrategy").path("limit").asInt(0),
                body.path("reason").asString(""));
    }

    private ObjectNode show(Application application) {
        return shape.of(application, reconciliations.status(application.name()));
    }

    /** What may not be read is treated as if it were not there. */
    private Optional<Application> visible(ApplicationName name, Principal principal) {
        return applications.find(name).filter(application -> rights.sight(principal)
                .sees(application.project(), name));
    }

    private Application existing(ApplicationName name) {
        return applications.find(name).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no application %s.".formatted(name))
                .asException());
    }

    private static Manifest manifest(JsonNode body) {
        if (!(body instanceof ObjectNode object) || !object.path("metadata").isObject()) {
            throw Problem.stalled("InvalidRequest", "Send one Application object as JSON.")
                    .asException();
        }
        ObjectNode copy = object.deepCopy();
        // Argo CD's clients leave these two out.
        if (copy.path("kind").asString("").isEmpty()) {
            copy.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
        }
        return Manifest.of(copy);
    }

    private static void requireSame(String inPath, String inBody) {
        if (!inPath.equals(inBody)) {
            throw Problem.stalled(
                            "InvalidRequest", "The name or namespace in the address and the one in the body differ.")
                    .asException();
        }
    }
}
