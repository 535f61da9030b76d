package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a Job whenever its time has come. */
final class CronJobController implements Controller {

    private static final Source SOURCE = Source.of("cronjob-controller");

    @Override
    public GroupKind kind() {
        return Kinds.CRON_JOB;
    }

    @Override
    public Turn turn(Manifest cron, ClusterView view, Instant now) {
        if (cron.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        List<Manifest> jobs = view.controlledBy(Kinds.JOB, cron);
        ObjectNode status = PodController.status(cron);
        seeFinished(cron, jobs, status, draft);
        if (!cron.at("/spec/suspend").asBoolean(false)) {
            Optional<CronSchedule> schedule =
                    CronSchedule.parse(cron.text("/spec/schedule"), cron.text("/spec/timeZone"));
            schedule.ifPresentOrElse(
                    times -> follow(cron, times, jobs, status, view, now, draft),
                    () -> draft.warn(
                            cron,
                            "UnparseableSchedule",
                            "unparseable schedule: \"" + cron.text("/spec/schedule") + "\"",
                            Duration.ofMinutes(10)));
        }
        return draft.status(cron, status).done();
    }

    private static void follow(
            Manifest cron,
            CronSchedule schedule,
            List<Manifest> jobs,
            ObjectNode status,
            ClusterView view,
            Instant now,
            Turn.Draft draft) {
        Instant since = Json.instant(status.path("lastScheduleTime"))
                .or(() -> Json.instant(cron.at("/metadata/creationTimestamp")))
                .orElse(now);
        schedule.after(now).ifPresent(draft::again);
        Optional<Instant> due = schedule.latest(since, now);
        if (due.isEmpty() || tooLate(cron, due.get(), now)) {
            return;
        }
        List<Manifest> active =
                jobs.stream().filter(job -> !JobController.isFinished(job)).toList();
        switch (cron.text("/spec/concurrencyPolicy")) {
            case "Forbid" -> {
                if (!active.isEmpty()) {
                    draft.warn(
                            cron,
                            "JobAlreadyActive",
                            "Not starting job because prior execution is running and concurrency policy is Forbid",
                            Duration.ofMinutes(1));
                    return;
                }
            }
            case "Replace" ->
                active.forEach(job -> draft.delete(job).tell(cron, "SuccessfulDelete", "Deleted job " + job.name()));
            default -> {}
        }
        String name = cron.name() + "-" + due.get().getEpochSecond() / 60;
        status.put("lastScheduleTime", Json.time(due.get()));
        if (view.find(Kinds.JOB, cron.namespace(), name).isEmpty()) {
            draft.create(cron, job(cron, name, due.get()));
            draft.tell(cron, "SuccessfulCreate", "Created job " + name);
        }
    }

    private static boolean tooLate(Manifest cron, Instant due, Instant now) {
        JsonNode deadline = cron.at("/spec/startingDeadlineSeconds");
        return deadline.isNumber() && due.plusSeconds(deadline.asInt(0)).isBefore(now);
    }

    private static Manifest job(Manifest cron, String name, Instant due) {
        JsonNode template = cron.at("/spec/jobTemplate");
        ObjectNode tree = Json.object().put("apiVersion", "batch/v1").put("kind", "Job");
        ObjectNode metadata = tree.putObject("metadata").put("name", name).put("namespace", cron.namespace());
        if (!template.at("/metadata/labels").isEmpty()) {
            metadata.set("labels", template.at("/metadata/labels").deepCopy());
        }
        ObjectNode annotations = metadata.putObject("annotations");
        Json.strings(template.at("/metadata/annotations")).forEach(annotations::put);
        annotations.put("batch.kubernetes.io/cronjob-scheduled-timestamp", Json.time(due));
        tree.set("spec", template.path("spec").deepCopy());
        return Ownership.controlled(Manifest.of(tree), cron);
    }

    private static void seeFinished(Manifest cron, List<Manifest> jobs, ObjectNode status, Turn.Draft draft) {
        ArrayNode active = Json.array();
        for (Manifest job : jobs) {
            if (!JobController.isFinished(job)) {
                active.addObject()
                        .put("apiVersion", "batch/v1")
                        .put("kind", "Job")
                        .put("name", job.name())
                        .put("namespace", job.namespace())
                        .put("resourceVersion", job.resourceVersion().orElse(""))
                        .put("uid", job.uid().orElse(""));
            } else if (wasActive(status, job)) {
                boolean complete = Conditions.of(job.at("/status")).isTrue("Complete");
                draft.tell(
                        cron,
                        "SawCompletedJob",
                        "Saw completed job: " + job.name() + ", condition: " + (complete ? "Complete" : "Failed"));
                if (complete) {
                    status.set("lastSuccessfulTime", job.at("/status/completionTime"));
                }
            }
        }
        if (active.isEmpty()) {
            status.remove("active");
        } else {
            status.set("active", active);
        }
        forget(jobs, "Complete", cron.at("/spec/successfulJobsHistoryLimit").asInt(3), cron, draft);
        forget(jobs, "Failed", cron.at("/spec/failedJobsHistoryLimit").asInt(1), cron, draft);
    }

    private static boolean wasActive(ObjectNode status, Manifest job) {
        for (JsonNode reference : status.path("active")) {
            if (job.uid().orElse("").equals(Json.text(reference.path("uid")))) {
                return true;
            }
        }
        return false;
    }

    private static void forget(List<Manifest> jobs, String condition, int limit, Manifest cron, Turn.Draft draft) {
        List<Manifest> finished = jobs.stream()
                .filter(job -> !job.isBeingDeleted()
                        && Conditions.of(job.at("/status")).isTrue(condition))
                .sorted(Comparator.comparing((Manifest job) -> job.text("/status/startTime"))
                        .thenComparing(Manifest::name))
                .toList();
        finished.stream().limit(Math.max(0, finished.size() - limit)).forEach(job -> draft.delete(job)
                .tell(cron, "SuccessfulDelete", "Deleted job " + job.name()));
    }
}
