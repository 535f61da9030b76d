package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the containers of one pod a step further: waiting, running, ended, waiting to be started again. All it knows of
 * the past is the container's status, so that it goes on after a restart of the sandbox.
 */
final class ContainerLife {

    private static final Duration START = Duration.ofSeconds(1);
    private static final Duration ENDED_SHOWN = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

    private final Manifest pod;
    private final ClusterView view;
    private final Environment environment;
    private final Turn.Draft draft;
    private final Instant now;

    ContainerLife(Manifest pod, ClusterView view, Environment environment, Turn.Draft draft, Instant now) {
        this.pod = pod;
        this.view = view;
        this.environment = environment;
        this.draft = draft;
        this.now = now;
    }

    /** When an init container has done its part, if it has: by ending well, or by running if it runs beside the others. */
    static Optional<Instant> passedAt(JsonNode container, JsonNode status) {
        JsonNode state = status.path("state");
        if (staysBeside(container)) {
            return Json.instant(state.path("running").path("startedAt"));
        }
        JsonNode ended = state.path("terminated");
        return ended.path("exitCode").asInt(1) == 0 ? Json.instant(ended.path("finishedAt")) : Optional.empty();
    }

    private static boolean staysBeside(JsonNode container) {
        return Json.text(container.path("restartPolicy")).equals("Always");
    }

    /** @param since when the containers before it had passed */
    ObjectNode initStep(JsonNode container, Optional<JsonNode> before, boolean may, Instant since) {
        Course course = staysBeside(container)
                ? new Course.GoesOn(Duration.ZERO)
                : new Course.Ends(Duration.ofSeconds(1), 0, "Completed");
        ObjectNode status = step(container, before, course, may, since, "PodInitializing");
        boolean passed = passedAt(container, status).isPresent();
        status.put("ready", passed);
        return status;
    }

    /** @param since when the init containers had passed */
    ObjectNode step(JsonNode container, Optional<JsonNode> before, Behaviour behaviour, boolean may, Instant since) {
        String policy = pod.text("/spec/restartPolicy");
        boolean mayEnd = policy.equals("Never") || policy.equals("OnFailure");
        boolean hasVariable =
                !(behaviour instanceof Behaviour.FailsWithoutEnv needs) || environment.has(container, needs.variable());
        if (behaviour instanceof Behaviour.ImageMissing
                && before.filter(s -> hasRun(s)).isEmpty()) {
            return unpullable(container, before, may, since);
        }
        Course course = Course.of(behaviour, container, hasVariable, mayEnd);
        String waiting = pod.at("/spec/initContainers").isEmpty() || may ? "ContainerCreating" : "PodInitializing";
        return step(container, before, course, may, since, waiting);
    }

    private static boolean hasRun(JsonNode status) {
        return !status.path("state").has("waiting") || status.path("lastState").has("terminated");
    }

    private ObjectNode step(
            JsonNode container,
            Optional<JsonNode> before,
            Course course,
            boolean may,
            Instant since,
            String waitingReason) {
        if (before.isEmpty()) {
            ObjectNode status = ContainerStatus.waiting(container, waitingReason, "");
            return may ? begin(container, status, since) : status;
        }
        ObjectNode status = (ObjectNode) before.get().deepCopy();
        JsonNode state = status.path("state");
        if (state.has("running")) {
            return run(container, status, course);
        }
        if (state.has("terminated")) {
            return afterEnd(container, status);
        }
        if (Json.text(state.path("waiting").path("reason")).equals("CrashLoopBackOff")) {
            return backOff(container, status);
        }
        if (!may) {
            return status;
        }
        ObjectNode creating =
                ContainerStatus.isConfigError(status) ? status : ContainerStatus.waiting(container, waitingReason, "");
        return begin(container, creating, since);
    }

    private ObjectNode begin(JsonNode container, ObjectNode status, Instant since) {
        Instant start = since.plus(START);
        if (now.isBefore(start)) {
            draft.again(start);
            if (!ContainerStatus.isConfigError(status)) {
                String image = Json.text(container.path("image"));
                tellOnce("Pulling", "Pulling image \"" + image + "\"");
            }
            return status;
        }
        return create(container, status);
    }

    /** Creates and starts a container, unless something its environment refers to is missing. */
    private ObjectNode create(JsonNode container, ObjectNode status) {
        String image = Json.text(container.path("image"));
        Optional<String> missing = environment.missing(container);
        boolean again = status.path("restartCount").asInt(0) > 0
                || status.path("lastState").has("terminated");
        if (missing.isPresent()) {
            ContainerStatus.wait(status, "CreateContainerConfigError", missing.get());
            draft.warn(pod, "Failed", "Error: " + missing.get(), SAY_AGAIN).again(now.plus(RETRY));
            return status;
        }
        draft.tell(
                pod,
                "Pulled",
                again || ContainerStatus.isConfigError(status)
                        ? "Container image \"" + image + "\" already present on machine"
                        : pulled(image));
        String name = Json.text(container.path("name"));
        draft.tell(pod, "Created", "Created container: " + name);
        draft.tell(pod, "Started", "Started container " + name);
        ContainerStatus.run(status, pod, container, now);
        return status;
    }

    private static String pulled(String image) {
        int hash = Json.hash(image);
        long millis = 300 + Integer.remainderUnsigned(hash, 600);
        long bytes = 18_000_000L + Integer.remainderUnsigned(hash, 90_000_000);
        return "Successfully pulled image \"" + image + "\" in " + millis + "ms (" + millis
                + "ms including waiting). Image size: " + bytes + " bytes.";
    }

    private ObjectNode run(JsonNode container, ObjectNode status, Course course) {
        Instant startedAt = Json.instant(status.path("state").path("running").path("startedAt"))
                .orElse(now);
        switch (course) {
            case Course.Ends ends -> {
                Instant end = startedAt.plus(ends.after());
                if (now.isBefore(end)) {
                    draft.again(end);
                    boolean ready = ends.exitCode() == 0 && !container.has("readinessProbe");
                    status.put("ready", ready);
                } else {
                    ContainerStatus.end(status, ends, startedAt, now);
                    draft.again(now.plus(ENDED_SHOWN));
                }
            }
            case Course.NeverReady never -> unready(container, status, startedAt);
            case Course.GoesOn goesOn -> {
                Instant readyAt = startedAt.plus(goesOn.readyAfter());
                if (view.rules().failsProbes(pod) && container.has("readinessProbe")) {
                    unready(container, status, startedAt);
                } else if (now.isBefore(readyAt)) {
                    draft.again(readyAt);
                } else {
                    status.put("ready", true);
                }
            }
        }
        return status;
    }

    /** Says so as often as the probe runs. */
    private void unready(JsonNode container, ObjectNode status, Instant startedAt) {
        JsonNode probe = container.path("readinessProbe");
        Duration period =
                Duration.ofSeconds(Math.max(1, probe.path("periodSeconds").asInt(10)));
        status.put("ready", false);
        if (now.isBefore(startedAt.plus(period))) {
            draft.again(startedAt.plus(period));
            return;
        }
        draft.warn(pod, "Unhealthy", "Readiness probe failed: " + probeFailure(probe), period)
                .again(now.plus(period));
    }

    private String probeFailure(JsonNode probe) {
        if (probe.has("exec")) {
            return "command exited with status 1";
        }
        if (probe.has("tcpSocket")) {
            return "dial tcp " + pod.text("/status/podIP") + ":"
                    + probe.path("tcpSocket").path("port").asString("80") + ": connect: connection refused";
        }
        return "HTTP probe failed with statuscode: 503";
    }

    private ObjectNode afterEnd(JsonNode container, ObjectNode status) {
        JsonNode ended = status.path("state").path("terminated");
        int exitCode = ended.path("exitCode").asInt(0);
        String policy = pod.text("/spec/restartPolicy");
        boolean stays = policy.equals("Never") || (exitCode == 0 && !policy.equals("Always") && !policy.isEmpty());
        if (stays || isPassedInit(container, exitCode)) {
            return status;
        }
        Instant finishedAt = Json.instant(ended.path("finishedAt")).orElse(now);
        if (now.isBefore(finishedAt.plus(ENDED_SHOWN))) {
            draft.again(finishedAt.plus(ENDED_SHOWN));
            return status;
        }
        int restarts = status.path("restartCount").asInt(0);
        ((ObjectNode) status.path("lastState")).set("terminated", ended);
        return backOff(container, status, restarts, finishedAt);
    }

    private boolean isPassedInit(JsonNode container, int exitCode) {
        if (exitCode != 0) {
            return false;
        }
        for (JsonNode init : pod.at("/spec/initContainers")) {
            if (init.path("name").equals(container.path("name"))) {
                return !staysBeside(container);
            }
        }
        return false;
    }

    private ObjectNode backOff(JsonNode container, ObjectNode status) {
        Instant finishedAt = Json.instant(
                        status.path("lastState").path("terminated").path("finishedAt"))
                .orElse(now);
        return backOff(container, status, status.path("restartCount").asInt(0), finishedAt);
    }

    private ObjectNode backOff(JsonNode container, ObjectNode status, int restarts, Instant finishedAt) {
        Duration wait = Backoff.beforeRestart(restarts);
        Instant restart = finishedAt.plus(wait);
        String name = Json.text(container.path("name"));
        String podName = pod.name() + "_" + pod.namespace() + "(" + pod.uid().orElse("") + ")";
        if (now.isBefore(restart)) {
            ContainerStatus.wait(
                    status,
                    "CrashLoopBackOff",
                    "back-off " + spoken(wait) + " restarting failed container=" + name + " pod=" + podName);
            draft.warn(
                            pod,
                            "BackOff",
                            "Back-off restarting failed container " + name + " in pod " + podName,
                            Duration.ofSeconds(10))
                    .again(restart);
            return status;
        }
        status.put("restartCount", restarts + 1);
        return create(container, status);
    }

    private static String spoken(Duration wait) {
        return (wait.toMinutesPart() > 0 ? wait.toMinutesPart() + "m" : "") + wait.toSecondsPart() + "s";
    }

    private ObjectNode unpullable(JsonNode container, Optional<JsonNode> before, boolean may, Instant since) {
        String image = Json.text(container.path("image"));
        if (!may) {
            return ContainerStatus.waiting(container, "ContainerCreating", "");
        }
        if (now.isBefore(since.plus(START))) {
            return begin(container, ContainerStatus.waiting(container, "ContainerCreating", ""), since);
        }
        String cause = "failed to pull and unpack image \"" + image + "\": failed to resolve reference \"" + image
                + "\": " + image + ": not found";
        ImagePull pull = ImagePull.at(since.plus(START), now);
        ObjectNode status = ContainerStatus.waiting(
                container,
                pull.failing() ? "ErrImagePull" : "ImagePullBackOff",
                pull.failing() ? cause : "Back-off pulling image \"" + image + "\": ErrImagePull: " + cause);
        boolean changed =
                before.filter(b -> b.path("state").equals(status.path("state"))).isEmpty();
        if (changed && pull.failing()) {
            if (pull.attempt() > 0) {
                draft.tell(pod, "Pulling", "Pulling image \"" + image + "\"");
            }
            draft.warn(pod, "Failed", "Failed to pull image \"" + image + "\": " + cause);
            draft.warn(pod, "Failed", "Error: ErrImagePull");
        } else if (changed) {
            draft.tell(pod, "BackOff", "Back-off pulling image \"" + image + "\"");
            draft.warn(pod, "Failed", "Error: ImagePullBackOff");
        }
        draft.again(pull.next());
        return status;
    }

    private void tellOnce(String reason, String message) {
        draft.tellAtMostEvery(pod, reason, message, Duration.ofSeconds(5));
    }
}
