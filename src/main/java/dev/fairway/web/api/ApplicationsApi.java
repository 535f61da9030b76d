package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.applications.Application;
import dev.fairway.applications.ApplicationSpec;
import dev.fairway.applications.Applications;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.JsonPatch;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.WellKnown;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.query.ApplicationsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

/** {@code /api/v1/applications}: reading and writing the registry. */
@RestController
@RequestMapping(path = "/api/v1/applications", produces = MediaType.APPLICATION_JSON_VALUE)
class ApplicationsApi {

    private final ApplicationsQuery query;
    private final Applications applications;
    private final Reconciliations reconciliations;
    private final ApplicationJson shape;
    private final Rights rights;
    private final Permits permits;
    private final Kin kin;
    private final JsonMapper json;

    ApplicationsApi(
            ApplicationsQuery query,
            Applications applications,
            Reconciliations reconciliations,
            ApplicationJson shape,
            Rights rights,
            Permits permits,
            Kin kin,
            JsonMapper json) {
        this.rights = rights;
        this.permits = permits;
        this.kin = kin;
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
        shape.all(page.rows(), principal).forEach(items::add);
        return FieldSelection.apply(list, fields);
    }

    /** {@code validate=false} takes a spec with fields that nobody knows. */
    @PostMapping
    @Needs(action = "create", on = On.SOMEWHERE)
    ObjectNode create(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "false") boolean upsert,
            @RequestParam(defaultValue = "true") boolean validate,
            @AuthenticationPrincipal Principal principal) {
        if (validate) {
            RequestShape.require(body, "Application");
        }
        Manifest given = ApplicationBody.read(body);
        ApplicationName name = ApplicationBody.name(given);
        Optional<Application> before = visible(name, principal);
        permits.requireWrite(principal, name, upsert ? before : Optional.empty(), given);
        kin.requireUsable(principal, name);
        if (upsert && before.isPresent()) {
            return shape.now(
                    applications.update(
                            kin.tellingTo(principal).written(before.get(), given), Optional.empty(), principal.actor()),
                    principal);
        }
        return shape.now(applications.create(given, principal.actor()), principal);
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
        return FieldSelection.apply(shape.now(existing(application), principal), fields);
    }

    @PutMapping("/{name}")
    @Needs(action = "update")
    ObjectNode update(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "true") boolean validate,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Principal principal) {
        if (validate) {
            RequestShape.require(body, "Application");
        }
        Manifest given = ApplicationBody.read(body);
        ApplicationBody.requireName(name, given.name());
        ApplicationBody.requireNamespace(appNamespace, given.namespace());
        ApplicationName application = new ApplicationName(appNamespace, name);
        permits.requireWrite(principal, application, applications.find(application), given);
        Optional<Long> expected = given.resourceVersion()
                .filter(version -> version.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
        Manifest written = kin.tellingTo(principal).written(existing(application), given);
        return shape.now(
                applications.update(
                        written.namespace().isEmpty() ? written.withNamespace(appNamespace) : written,
                        expected,
                        principal.actor()),
                principal);
    }

    /** Replaces the spec alone and answers with it. */
    @PutMapping("/{name}/spec")
    @Needs(action = "update")
    JsonNode updateSpec(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "true") boolean validate,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Principal principal) {
        if (validate) {
            RequestShape.require(body, "ApplicationSpec");
        }
        // Whoever leaves everything out is told so, not that they may not move it to the default project.
        ApplicationSpec.read(body);
        ApplicationName application = new ApplicationName(appNamespace, name);
        return change(application, before -> before.with(tree -> tree.set("spec", body)), principal)
                .manifest()
                .at("/spec");
    }

    /**
     * Argo CD's shape: {@code {"patch": "…", "patchType": "merge"}} or {@code "json"}, the patch as a text; a bare JSON merge
     * patch is accepted as well.
     */
    @PatchMapping("/{name}")
    @Needs(action = "update")
    ObjectNode patch(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "true") boolean validate,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Principal principal) {
        UnaryOperator<JsonNode> patch = patch(body);
        return shape.now(
                change(
                        ApplicationBody.named(appNamespace, name, body),
                        before -> {
                            JsonNode patched = patch.apply(before.tree());
                            if (validate) {
                                RequestShape.require(patched, "Application");
                            }
                            Manifest after = ApplicationBody.read(patched);
                            ApplicationBody.requireName(name, after.name());
                            return after;
                        },
                        principal),
                principal);
    }

    /** What may be changed depends on the project before and after. */
    private Application change(ApplicationName name, UnaryOperator<Manifest> change, Principal principal) {
        Application before = existing(name);
        return applications.change(
                name,
                manifest -> {
                    Manifest after = change.apply(manifest);
                    permits.requireWrite(principal, name, Optional.of(before), after);
                    return after;
                },
                principal.actor());
    }

    private UnaryOperator<JsonNode> patch(JsonNode body) {
        if (!body.has("patch")) {
            return before -> MergePatch.apply(before, body);
        }
        RequestShape.require(body, "PatchRequest");
        JsonNode patch = json.readTree(body.path("patch").asString(""));
        return switch (body.path("patchType").asString("merge")) {
            case "", "merge" -> before -> MergePatch.apply(before, patch);
            case "json" -> before -> JsonPatch.apply(before, patch);
            default ->
                throw Problem.stalled("InvalidRequest", "patchType is merge or json.")
                        .asException();
        };
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
        if (!propagationPolicy.equals("foreground") && !propagationPolicy.equals("background")) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "propagationPolicy is foreground or background; cascade=false leaves what runs.")
                    .asException();
        }
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
}
