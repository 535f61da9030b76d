package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs pods until enough of them have ended well, or too many have not. */
final class JobController implements Controller {

    private static final String INDEX = "batch.kubernetes.io/job-completion-index";
    private static final Source SOURCE = Source.of("job-controller");

    @Override
    public GroupKind kind() {
        return Kinds.JOB;
    }

    @Override
    public Turn turn(Manifest job, ClusterView view, Instant now) {
        if (job.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        if (isFinished(job)) {
            return afterwards(job, now, draft);
        }
        List<Manifest> pods = view.controlledBy(Kinds.POD, job);
        ObjectNode status = PodController.status(job);
        Conditions conditions = Conditions.of(status);
        List<Manifest> active = PodTally.active(pods);
        if (job.at("/spec/suspend").asBoolean(false)) {
            suspend(job, active, conditions, status, now, draft);
        } else {
            if (conditions.isTrue("Suspended")) {
                conditions.set("Suspended", "False", "JobResumed", "Job resumed", now);
                draft.tell(job, "Resumed", "Job resumed");
                status.remove("startTime");
            }
            advance(job, pods, active, conditions, status, view, now, draft);
        }
        status.remove("conditions");
        conditions.writeTo(status);
        return draft.status(job, status).done();
    }

    static boolean isFinished(Manifest job) {
        Conditions conditions = Conditions.of(job.at("/status"));
        return conditions.isTrue("Complete") || conditions.isTrue("Failed");
    }

    private static Turn afterwards(Manifest job, Instant now, Turn.Draft draft) {
        JsonNode ttl = job.at("/spec/ttlSecondsAfterFinished");
        Conditions conditions = Conditions.of(job.at("/status"));
        Optional<Instant> finished =
                conditions.isTrue("Complete") ? conditions.since("Complete") : conditions.since("Failed");
        if (ttl.isNumber() && finished.isPresent()) {
            Instant end = finished.get().plusSeconds(ttl.asInt(0));
            if (now.isBefore(end)) {
                draft.again(end);
            } else {
                draft.delete(job);
            }
        }
        return draft.done();
    }

    private static void suspend(
            Manifest job,
            List<Manifest> active,
            Conditions conditions,
            ObjectNode status,
            Instant now,
            Turn.Draft draft) {
        active.forEach(pod -> draft.delete(pod).tell(job, "SuccessfulDelete", "Deleted pod: " + pod.name()));
        if (!conditions.isTrue("Suspended")) {
            conditions.set("Suspended", "True", "JobSuspended", "Job suspended", now);
            draft.tell(job, "Suspended", "Job suspended");
        }
        status.remove("startTime");
        status.remove("active");
        status.put("ready", 0);
    }

    private static void advance(
            Manifest job,
            List<Manifest> pods,
            List<Manifest> active,
            Conditions conditions,
            ObjectNode status,
            ClusterView view,
            Instant now,
            Turn.Draft draft) {
        if (!status.has("startTime")) {
            status.put("startTime", Json.time(now));
        }
        Instant start = Json.instant(status.path("startTime")).orElse(now);
        JobCount count = JobCount.of(job, pods, active);
        int limit = job.at("/spec/backoffLimit").asInt(6);
        JsonNode deadline = job.at("/spec/activeDeadlineSeconds");
        Instant end = start.plusSeconds(deadline.asInt(0));

        Json.putUnlessZero(without(status, "succeeded"), "succeeded", count.succeeded());
        Json.putUnlessZero(without(status, "failed"), "failed", count.failed());
        status.putObject("uncountedTerminatedPods");
        if (isIndexed(job) && !count.doneIndexes().isEmpty()) {
            status.put("completedIndexes", ranges(count.doneIndexes()));
        }
        if (count.isComplete(job)) {
            finish(job, active, status, draft);
            conditions.set(
                    "SuccessCriteriaMet",
                    "True",
                    "CompletionsReached",
                    "Reached expected number of succeeded pods",
                    now);
            conditions.set("Complete", "True", "CompletionsReached", "Reached expected number of succeeded pods", now);
            status.put("completionTime", Json.time(now));
            draft.tell(job, "Completed", "Job completed");
        } else if (count.failures() > limit) {
            fail(
                    job,
                    active,
                    conditions,
                    status,
                    "BackoffLimitExceeded",
                    "Job has reached the specified backoff limit",
                    now,
                    draft);
        } else if (deadline.isNumber() && !now.isBefore(end)) {
            fail(
                    job,
                    active,
                    conditions,
                    status,
                    "DeadlineExceeded",
                    "Job was active longer than specified deadline",
                    now,
                    draft);
        } else {
            if (deadline.isNumber()) {
                draft.again(end);
            }
            run(job, pods, active, count, status, view, now, draft);
        }
    }

    private static void run(
            Manifest job,
            List<Manifest> pods,
            List<Manifest> active,
            JobCount count,
            ObjectNode status,
            ClusterView view,
            Instant now,
            Turn.Draft draft) {
        int parallelism = job.at("/spec/parallelism").asInt(1);
        int wanted = Math.min(parallelism, count.remaining(job));
        int missing = wanted - active.size();
        Optional<Instant> calm = calmAfterFailure(pods);
        if (missing > 0 && calm.filter(now::isBefore).isPresent()) {
            draft.again(calm.get());
            missing = 0;
        }
        int made = view.refusal(job).isPresent() ? 0 : create(job, pods, count, missing, view, now, draft);
        if (missing < 0) {
            active.stream()
                    .sorted(Comparator.comparing(PodTally::isReady).thenComparing(Manifest::name))
                    .limit(-missing)
                    .forEach(pod -> draft.delete(pod).tell(job, "SuccessfulDelete", "Deleted pod: " + pod.name()));
        }
        Json.putUnlessZero(without(status, "active"), "active", active.size() + made + Math.min(0, missing));
        status.put("ready", (int) active.stream().filter(PodTally::isReady).count());
        status.put("terminating", (int)
                pods.stream().filter(Manifest::isBeingDeleted).count());
    }

    private static int create(
            Manifest job,
            List<Manifest> pods,
            JobCount count,
            int missing,
            ClusterView view,
            Instant now,
            Turn.Draft draft) {
        Set<String> taken = new HashSet<>();
        List<Integer> indexes = count.freeIndexes(job, pods);
        int number = isIndexed(job) ? Math.min(missing, indexes.size()) : Math.max(0, missing);
        for (int i = 0; i < number; i++) {
            String suffix = isIndexed(job) ? indexes.get(i) + "-" : "";
            String name = Names.fresh(
                    job,
                    now,
                    candidate -> taken.contains(candidate)
                            || view.find(Kinds.POD, job.namespace(), candidate).isPresent());
            taken.add(name);
            String full = job.name() + "-" + suffix + name.substring(job.name().length() + 1);
            draft.create(job, pod(job, full, isIndexed(job) ? Optional.of(indexes.get(i)) : Optional.empty()));
            draft.tell(job, "SuccessfulCreate", "Created pod: " + full);
        }
        return Math.max(0, number);
    }

    private static Manifest pod(Manifest job, String name, Optional<Integer> index) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "batch.kubernetes.io/controller-uid", job.uid().orElse(""),
                "batch.kubernetes.io/job-name", job.name(),
                "controller-uid", job.uid().orElse(""),
                "job-name", job.name()));
        index.ifPresent(i -> labels.put(INDEX, String.valueOf(i)));
        Manifest pod = PodTemplate.pod(job, job.at("/spec/template"), name, labels);
        return index.map(i -> pod.withAnnotation(INDEX, String.valueOf(i))).orElse(pod);
    }

    static boolean isIndexed(Manifest job) {
        return job.text("/spec/completionMode").equals("Indexed");
    }

    static int index(Manifest pod) {
        String text = pod.annotation(INDEX).orElse("");
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }

    private static String ranges(TreeSet<Integer> indexes) {
        StringBuilder text = new StringBuilder();
        for (int index : indexes) {
            if (indexes.contains(index - 1)) {
                continue;
            }
            int last = IntStream.iterate(index, i -> i + 1)
                    .takeWhile(indexes::contains)
                    .max()
                    .orElse(index);
            text.append(text.isEmpty() ? "" : ",").append(index).append(last == index ? "" : "-" + last);
        }
        return text.toString();
    }

    /** After the nth failure in a row the next pod waits 10 s, 20 s, 40 s and so on. */
    private static Optional<Instant> calmAfterFailure(List<Manifest> pods) {
        List<Manifest> failed = pods.stream()
                .filter(pod -> pod.text("/status/phase").equals("Failed"))
                .toList();
        return failed.stream()
                .map(pod -> Json.instant(pod.at("/status/containerStatuses/0/state/terminated/finishedAt"))
                        .orElse(Instant.EPOCH))
                .max(Comparator.naturalOrder())
                .map(last -> last.plus(Backoff.doubled(failed.size() - 1)));
    }

    private static void finish(Manifest job, List<Manifest> active, ObjectNode status, Turn.Draft draft) {
        active.forEach(pod -> draft.delete(pod).tell(job, "SuccessfulDelete", "Deleted pod: " + pod.name()));
        status.remove("active");
        status.put("ready", 0).put("terminating", 0);
    }

    private static void fail(
            Manifest job,
            List<Manifest> active,
            Conditions conditions,
            ObjectNode status,
            String reason,
            String message,
            Instant now,
            Turn.Draft draft) {
        finish(job, active, status, draft);
        Json.putUnlessZero(status, "failed", status.path("failed").asInt(0) + active.size());
        conditions.set("FailureTarget", "True", reason, message, now);
        conditions.set("Failed", "True", reason, message, now);
        draft.warn(job, reason, message);
    }

    private static ObjectNode without(ObjectNode status, String field) {
        status.remove(field);
        return status;
    }
}
