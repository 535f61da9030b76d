package dev.fairway.diagnosis;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An operation of a small shop, and what went wrong with it. */
final class Scene {

    static final ResourceKey CONFIG = new ResourceKey("", "ConfigMap", "shop", "settings");
    static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");
    static final ResourceKey SERVICE = new ResourceKey("", "Service", "shop", "web");
    static final ResourceKey INGRESS = new ResourceKey("networking.k8s.io", "Ingress", "shop", "web");
    static final ResourceKey MIGRATE = new ResourceKey("batch", "Job", "shop", "migrate");

    private static final Instant THEN = Instant.parse("2026-11-12T02:07:38Z");

    private Attempt attempt = new Attempt(Attempt.State.SUCCEEDED, "", "Everything is applied", List.of(done(WEB)));
    private Rollout rollout = new Rollout(Rollout.Stage.DEGRADED, "Degraded");
    private Optional<LogExcerpt> log = Optional.empty();
    private int heals;
    private final List<Member> members = new ArrayList<>();
    private final List<PodState> pods = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    /** The sync itself went well, and then the Deployment did not become healthy. */
    static Scene rollout() {
        Scene scene = new Scene();
        scene.members.add(
                new Member(WEB, List.of(), Optional.of(new Health(HealthStatus.DEGRADED, "It exceeded its deadline"))));
        return scene;
    }

    /** The attempt ended before any object was touched. */
    static Scene error(String code, String message) {
        Scene scene = new Scene();
        scene.rollout = Rollout.NONE;
        scene.attempt = new Attempt(Attempt.State.ERROR, code, message, List.of());
        return scene;
    }

    /** The Deployment was refused, with two objects behind it. */
    static Scene refused(String message) {
        return failed(
                "One object could not be applied. " + message,
                done(CONFIG),
                new Outcome(WEB, "Sync", 2, false, Outcome.State.FAILED, message),
                waiting(SERVICE),
                waiting(INGRESS));
    }

    static Scene failed(String message, Outcome... outcomes) {
        Scene scene = new Scene();
        scene.rollout = Rollout.NONE;
        scene.attempt = new Attempt(Attempt.State.FAILED, "", message, List.of(outcomes));
        return scene;
    }

    static Scene held(String message) {
        Scene scene = new Scene();
        scene.rollout = Rollout.NONE;
        scene.attempt = new Attempt(Attempt.State.UNDER_WAY, "", message, List.of(waiting(WEB)));
        return scene;
    }

    /** A self-heal that went well, one of several in a row. */
    static Scene healed(int inARow) {
        Scene scene = new Scene();
        scene.rollout = new Rollout(Rollout.Stage.HEALTHY, "");
        scene.heals = inARow;
        return scene;
    }

    Scene rolledOut(Rollout.Stage stage, String message) {
        rollout = new Rollout(stage, message);
        return this;
    }

    /** @param status the rest of the pod's status, as YAML in one line */
    Scene pod(String name, String status) {
        return pod(WEB, name, PodState.Generation.NEW, status);
    }

    Scene pod(ResourceKey workload, String name, PodState.Generation generation, String status) {
        Manifest pod = Manifest.of(Manifests.readObject(
                """
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop}, status: %s}
                """.formatted(name, status).getBytes(StandardCharsets.UTF_8), "the scene", YamlLimits.DEFAULT));
        members.add(new Member(pod.key(), List.of(workload), Optional.empty()));
        pods.add(PodState.of(pod, workload, generation));
        return this;
    }

    Scene warning(ResourceKey about, String reason, int count, String message) {
        events.add(new Event(about, true, reason, message, count, THEN, THEN));
        return this;
    }

    Scene log(String pod, String container, String... lines) {
        List<LogLine> read = new ArrayList<>();
        for (String line : lines) {
            read.add(LogLine.of(read.size() + 1, line));
        }
        log = Optional.of(
                new LogExcerpt(new ResourceKey("", "Pod", "shop", pod), container, LogExcerpt.Run.PREVIOUS, read, ""));
        return this;
    }

    Optional<Diagnosis> diagnosed() {
        return Diagnoses.of(new Evidence(attempt, rollout, members, pods, events, log, heals));
    }

    Diagnosis diagnosis() {
        return diagnosed().orElseThrow();
    }

    /** {@code cause: sentence}. */
    String told() {
        Diagnosis diagnosis = diagnosis();
        return diagnosis.cause().code() + ": " + diagnosis.sentence();
    }

    static Outcome done(ResourceKey key) {
        return new Outcome(key, "Sync", 0, false, Outcome.State.DONE, "Applied");
    }

    static Outcome waiting(ResourceKey key) {
        return new Outcome(key, "Sync", 3, false, Outcome.State.WAITING, "");
    }

    static Outcome failing(ResourceKey key, String message) {
        return new Outcome(key, "Sync", 0, false, Outcome.State.FAILED, message);
    }
}
