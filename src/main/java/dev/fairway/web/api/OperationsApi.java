package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.health.HealthStatus;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Needs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Beginning, ending and awaiting operations, and taking an application back to what ran before. */
@RestController
@RequestMapping(path = "/api/v1/applications/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
class OperationsApi {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int LONGEST_WAIT_SECONDS = 3600;
    private static final int DEPLOYMENTS = 1000;

    private final NamedApplications registry;
    private final Reconciliations reconciliations;
    private final Ledger ledger;
    private final ApplicationJson shape;

    OperationsApi(NamedApplications registry, Reconciliations reconciliations, Ledger ledger, ApplicationJson shape) {
        this.registry = registry;
        this.reconciliations = reconciliations;
        this.ledger = ledger;
        this.shape = shape;
    }

    /**
     * Answers with the application once it is in sync, healthy, or both, and no operation runs; with neither asked for,
     * once both are so. The request's virtual thread sleeps in between.
     *
     * @param timeout in seconds, at most an hour; after it the answer is a problem with status 408
     */
    @GetMapping("/wait")
    @Needs(action = "get")
    ObjectNode await(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam Optional<String> sync,
            @RequestParam Optional<String> health,
            @RequestParam(defaultValue = "300") int timeout,
            @AuthenticationPrincipal Principal principal)
            throws InterruptedException {
        boolean neither = !isAsked(sync) && !isAsked(health);
        long deadline = System.nanoTime()
                + Duration.ofSeconds(Math.clamp(timeout, 0, LONGEST_WAIT_SECONDS))
                        .toNanos();
        while (true) {
            Application application = registry.require(appNamespace, name);
            Optional<ApplicationStatus> status = reconciliations.status(application.name());
            if (status.filter(known -> isReached(known, neither || isAsked(sync), neither || isAsked(health)))
                    .isPresent()) {
                return shape.now(application, principal);
            }
            if (System.nanoTime() >= deadline) {
                throw Problem.passing(
                                "NotReachedInTime",
                                "After %d s %s is %s. Look at its page for the reason."
                                        .formatted(
                                                timeout,
                                                application.name(),
                                                status.map(OperationsApi::sentence)
                                                        .orElse("not compared yet")))
                        .asException();
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** {@code ?sync}, {@code ?sync=true}. */
    private static boolean isAsked(Optional<String> flag) {
        return flag.isPresent() && !flag.get().equals("false");
    }

    /** What is known must be of after the operation: until a turn has looked again, it is of before. */
    private static boolean isReached(ApplicationStatus status, boolean sync, boolean health) {
        return (!sync || status.sync() == SyncStatus.SYNCED)
                && (!health || status.health().status() == HealthStatus.HEALTHY)
                && status.operation().stream().allMatch(operation -> operation
                        .finishedAt()
                        .filter(end -> !end.isAfter(status.reconciledAt()))
                        .isPresent());
    }

    private static String sentence(ApplicationStatus status) {
        String running = status.operation()
                .filter(operation -> operation.finishedAt().isEmpty())
                .map(operation -> ", operation %d is running".formatted(operation.id()))
                .orElse("");
        return status.sync().text() + " and " + status.health().status().text() + running;
    }

    @PostMapping("/sync")
    @Needs(action = "sync")
    ObjectNode sync(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestBody(required = false) Optional<JsonNode> body,
            @AuthenticationPrincipal Principal principal) {
        JsonNode asked = body.orElseGet(JsonNodeFactory.instance::objectNode);
        Application application = registry.require(ApplicationBody.named(appNamespace, name, asked));
        reconciliations.sync(application.name(), SyncBody.read(asked), principal.actor());
        return shape.now(application, principal);
    }

    /** Asks what is under way to end; answers at once. */
    @DeleteMapping("/operation")
    @Needs(action = "sync")
    ObjectNode terminate(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @AuthenticationPrincipal Principal principal) {
        reconciliations.terminate(registry.require(appNamespace, name).name(), principal.actor());
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code {"id": …}} names a deployment of the application's history; its revisions are synced again. */
    @PostMapping("/rollback")
    @Needs(action = "rollback")
    ObjectNode rollback(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Principal principal) {
        Application application = registry.require(ApplicationBody.named(appNamespace, name, body));
        RequestShape.require(body, "RollbackRequest");
        if (!body.path("id").isIntegralNumber()) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "Send {\"id\": …} with the number of an entry of status.history to go back to.")
                    .asException();
        }
        JsonNode automated = application.manifest().at("/spec/syncPolicy/automated");
        if (automated.isObject() && automated.path("enabled").asBoolean(true)) {
            throw Problem.stalled(
                            "AutomatedSync",
                            "%s syncs by itself and would undo the rollback. Revert the commit in Git, or turn automated sync off first."
                                    .formatted(application.name()))
                    .asException();
        }
        long id = body.path("id").asLong(0);
        List<String> revisions = ledger.deployments(application.name(), DEPLOYMENTS).stream()
                .filter(deployment -> deployment.id() == id)
                .findFirst()
                .map(Deployment::revisions)
                .orElseThrow(() -> Problem.stalled(
                                "NotFound",
                                "%s has no deployment %d. Its history names them.".formatted(application.name(), id))
                        .asException());
        reconciliations.sync(
                application.name(),
                new SyncCommand(
                        revisions,
                        body.path("prune").asBoolean(false),
                        body.path("dryRun").asBoolean(false),
                        false,
                        false,
                        List.of(),
                        List.of(),
                        0,
                        "Rollback to deployment " + id),
                principal.actor());
        return shape.now(application, principal);
    }
}
