package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.cluster.ClusterDriver.Propagation;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.ResourceAction;
import dev.fairway.reconciliation.ResourceActions;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.Telling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One live object below an application: reading it, deleting it, and what can be done to it. */
@RestController
@RequestMapping(path = "/api/v1/applications/{name}/resource", produces = MediaType.APPLICATION_JSON_VALUE)
class ObjectsApi {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** By kind, in Argo CD's words. */
    private static final Map<String, List<String>> ACTIONS = Map.of(
            "Deployment", List.of("restart", "scale", "pause", "resume"),
            "StatefulSet", List.of("restart", "scale"),
            "DaemonSet", List.of("restart"),
            "ReplicaSet", List.of("scale"),
            "CronJob", List.of("create-job", "suspend", "resume"));

    private final NamedApplications registry;
    private final Reconciliations reconciliations;
    private final ResourceActions actions;
    private final Permits permits;
    private final Kin kin;

    ObjectsApi(
            NamedApplications registry,
            Reconciliations reconciliations,
            ResourceActions actions,
            Permits permits,
            Kin kin) {
        this.kin = kin;
        this.registry = registry;
        this.reconciliations = reconciliations;
        this.actions = actions;
        this.permits = permits;
    }

    /** Which object; Argo CD's names. */
    record Which(String group, String kind, String namespace, String resourceName) {

        ResourceKey key() {
            if (text(kind).isEmpty() || text(resourceName).isEmpty()) {
                throw Problem.stalled(
                                "InvalidParameter",
                                "Name the object: kind, resourceName, and group and namespace if it has them.")
                        .asException();
            }
            return new ResourceKey(text(group), kind, text(namespace), resourceName);
        }

        private static String text(@org.jspecify.annotations.Nullable String given) {
            return given == null ? "" : given;
        }
    }

    /** The values of a Secret are masked. */
    @GetMapping
    @Needs(action = "get")
    ObjectNode get(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @ParameterObject Which which,
            @AuthenticationPrincipal Principal principal) {
        return NODES.objectNode()
                .put("manifest", ResourceJson.text(live(registry.require(appNamespace, name), which.key(), principal)));
    }

    /** {@code orphan=true} leaves what the object owns. */
    @DeleteMapping
    @Needs(action = "delete/{group}/{kind}/{namespace}/{resourceName}")
    ObjectNode delete(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @ParameterObject Which which,
            @RequestParam(defaultValue = "false") boolean orphan,
            @AuthenticationPrincipal Principal principal) {
        Application application = registry.require(appNamespace, name);
        ResourceKey key = which.key();
        String uid = live(application, key, principal).uid().orElse("");
        actions.act(
                application.name(),
                key,
                new ResourceAction.Delete(uid, orphan ? Propagation.ORPHAN : Propagation.FOREGROUND),
                principal.actor());
        return NODES.objectNode();
    }

    @GetMapping("/actions")
    @Needs(action = "get")
    ObjectNode actions(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @ParameterObject Which which,
            @AuthenticationPrincipal Principal principal) {
        ResourceKey key = which.key();
        live(registry.require(appNamespace, name), key, principal);
        ObjectNode result = NODES.objectNode();
        ArrayNode list = result.putArray("actions");
        ACTIONS.getOrDefault(key.kind(), List.of())
                .forEach(action -> list.addObject().put("name", action));
        return result;
    }

    /** The body is the action's name as a JSON text; one must be allowed that action. */
    @PostMapping("/actions")
    @Needs(action = "get")
    ObjectNode act(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @ParameterObject Which which,
            @RequestBody JsonNode action,
            @AuthenticationPrincipal Principal principal) {
        return act(
                new ApplicationName(appNamespace, name),
                which.key(),
                action.asString(""),
                NODES.arrayNode(),
                principal);
    }

    /** Everything in the body, and one must be allowed the action; {@code scale} has its number as the parameter {@code replicas}. */
    @PostMapping("/actions/v2")
    @Needs(action = "get")
    ObjectNode act(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Principal principal) {
        RequestShape.require(body, "ResourceActionRunRequestV2");
        Which which = new Which(
                body.path("group").asString(""),
                body.path("kind").asString(""),
                body.path("namespace").asString(""),
                body.path("resourceName").asString(""));
        return act(
                ApplicationBody.named(appNamespace, name, body),
                which.key(),
                body.path("action").asString(""),
                body.path("resourceActionParameters"),
                principal);
    }

    private ObjectNode act(
            ApplicationName name, ResourceKey key, String action, JsonNode parameters, Principal principal) {
        Application application = registry.require(name);
        ResourceAction wanted = action(key, action, parameters);
        permits.require(
                principal, name, application.project(), "action/%s/%s/%s".formatted(key.group(), key.kind(), action));
        actions.act(name, key, wanted, principal.actor());
        return NODES.objectNode();
    }

    private static ResourceAction action(ResourceKey key, String name, JsonNode parameters) {
        List<String> possible = ACTIONS.getOrDefault(key.kind(), List.of());
        if (!possible.contains(name)) {
            throw Problem.stalled(
                            "NotPossible",
                            possible.isEmpty()
                                    ? "There are no actions on a %s.".formatted(key.kind())
                                    : "The actions on a %s are %s.".formatted(key.kind(), String.join(", ", possible)))
                    .asException();
        }
        boolean cronJob = key.kind().equals("CronJob");
        return switch (name) {
            case "restart" -> new ResourceAction.Restart();
            case "scale" -> new ResourceAction.Scale(replicas(parameters));
            case "pause" -> new ResourceAction.PauseRollout();
            case "resume" -> cronJob ? new ResourceAction.Unsuspend() : new ResourceAction.ResumeRollout();
            case "suspend" -> new ResourceAction.Suspend();
            default -> new ResourceAction.RunNow();
        };
    }

    private static int replicas(JsonNode parameters) {
        return parameters
                .valueStream()
                .filter(parameter -> parameter.path("name").asString("").equals("replicas"))
                .map(parameter -> parameter.path("value").asString(""))
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> Problem.stalled(
                                "InvalidRequest",
                                "scale needs a number: resourceActionParameters: [{\"name\": \"replicas\", \"value\": \"3\"}].")
                        .asException());
    }

    private Manifest live(Application application, ResourceKey key, Principal principal) {
        Telling telling = kin.tellingTo(principal);
        return Optional.of(key)
                .filter(telling::names)
                .flatMap(named -> reconciliations.liveObject(application.name(), named))
                .map(telling::object)
                .orElseThrow(() -> Problem.stalled("NotFound", "%s is not in the cluster.".formatted(key.display()))
                        .asException());
    }
}
