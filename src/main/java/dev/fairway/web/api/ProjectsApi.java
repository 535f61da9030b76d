package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.applications.Applications;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/projects}. A body is {@code {"project": {…}}} as Argo CD's clients send it, or the project itself. */
@RestController
@RequestMapping(path = "/api/v1/projects", produces = MediaType.APPLICATION_JSON_VALUE)
class ProjectsApi {

    private final Projects projects;
    private final Applications applications;
    private final Rights rights;

    ProjectsApi(Projects projects, Applications applications, Rights rights) {
        this.rights = rights;
        this.projects = projects;
        this.applications = applications;
    }

    @GetMapping
    @SignedIn
    ObjectNode list(@AuthenticationPrincipal Principal principal) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AppProjectList");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        projects.all().stream()
                .filter(project ->
                        rights.decide(principal, need("get", project.name())).isAllowed())
                .forEach(project -> items.add(project.manifest().tree().deepCopy()));
        return list;
    }

    @GetMapping("/{name}")
    @Needs(resource = Resource.PROJECTS, action = "get", on = On.PROJECT)
    ObjectNode get(@PathVariable String name) {
        return show(projects.find(name)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no project %s.".formatted(name))
                        .asException()));
    }

    /** The windows of a project, as they are written. */
    @GetMapping("/{name}/syncwindows")
    @Needs(resource = Resource.PROJECTS, action = "get", on = On.PROJECT)
    ObjectNode windows(@PathVariable String name) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("windows", array(get(name).at("/spec/syncWindows")));
        return result;
    }

    private static JsonNode array(JsonNode list) {
        return list.isArray() ? list : JsonNodeFactory.instance.arrayNode();
    }

    @PostMapping
    @Needs(resource = Resource.PROJECTS, action = "create", on = On.SOMEWHERE)
    ObjectNode create(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        Manifest given = manifest(body);
        boolean upsert = body.path("upsert").asBoolean(false)
                && projects.find(given.name()).isPresent();
        rights.require(principal, need(upsert ? "update" : "create", given.name()));
        return show(
                body.path("upsert").asBoolean(false)
                        ? projects.apply(given, principal.actor())
                        : projects.create(given, principal.actor()));
    }

    @PutMapping("/{name}")
    @Needs(resource = Resource.PROJECTS, action = "update", on = On.PROJECT)
    ObjectNode update(
            @PathVariable String name, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        Manifest given = manifest(body);
        if (!given.name().equals(name)) {
            throw Problem.stalled("InvalidRequest", "The name in the address and the name in the body differ.")
                    .asException();
        }
        Optional<Long> expected = given.resourceVersion()
                .filter(version -> version.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
        return show(projects.update(given, expected, principal.actor()));
    }

    @DeleteMapping("/{name}")
    @Needs(resource = Resource.PROJECTS, action = "delete", on = On.PROJECT)
    ObjectNode delete(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        long members = applications.all().stream()
                .filter(application -> application.project().equals(name))
                .count();
        if (members > 0) {
            throw Problem.stalled(
                            "InUse",
                            "The project %s still has %d applications. Move or delete them first."
                                    .formatted(name, members))
                    .asException();
        }
        projects.delete(name, principal.actor());
        return JsonNodeFactory.instance.objectNode();
    }

    private static Need need(String action, String project) {
        return new Need(Resource.PROJECTS, action, project);
    }

    private static ObjectNode show(RegisteredProject project) {
        return project.manifest().tree().deepCopy();
    }

    private static Manifest manifest(JsonNode body) {
        JsonNode given = body.path("project").isObject() ? body.path("project") : body;
        if (!(given instanceof ObjectNode object) || !object.path("metadata").isObject()) {
            throw Problem.stalled("InvalidRequest", "Send one AppProject object as JSON.")
                    .asException();
        }
        ObjectNode copy = object.deepCopy();
        if (copy.path("kind").asString("").isEmpty()) {
            copy.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AppProject");
        }
        return Manifest.of(copy);
    }
}
