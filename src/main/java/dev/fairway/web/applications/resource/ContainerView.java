package dev.fairway.web.applications.resource;

import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One container of a pod.
 *
 * @param kind empty, or what else than a plain container it is
 * @param state its state in a word or two
 * @param lastExit how its run before this one ended; empty if there was none
 * @param sentence what happens to it and why
 * @param crashed its previous run ended badly, so that run's log is the one to read
 */
record ContainerView(
        String name,
        String kind,
        String image,
        Mark state,
        int restarts,
        String lastExit,
        String sentence,
        boolean crashed) {

    private static final Mark RUNNING = new Mark("healthy", "ok", "Running");

    static List<ContainerView> of(JsonNode pod, Instant now) {
        List<ContainerView> containers = new ArrayList<>();
        JsonNode status = pod.path("status");
        status.path("initContainerStatuses").forEach(each -> containers.add(of(each, "init", pod, now)));
        status.path("containerStatuses").forEach(each -> containers.add(of(each, "", pod, now)));
        return containers;
    }

    private static ContainerView of(JsonNode status, String kind, JsonNode pod, Instant now) {
        String name = status.path("name").asString("");
        int restarts = status.path("restartCount").asInt(0);
        JsonNode state = status.path("state");
        JsonNode last = status.path("lastState").path("terminated");
        boolean crashed = !last.isMissingNode() && last.path("exitCode").asInt(0) != 0;
        String subject = (kind.isEmpty() ? "Container " : "Init container ") + name;
        Said said;
        if (state.has("waiting")) {
            said = waiting(
                    subject,
                    state.path("waiting"),
                    last,
                    restarts,
                    status.path("image").asString(""));
        } else if (state.has("terminated")) {
            said = ended(subject, state.path("terminated"), limit(pod, name));
        } else if (state.has("running")) {
            said = running(
                    subject, state.path("running"), status.path("ready").asBoolean(false), last, restarts, now, kind);
        } else {
            said = new Said(new Mark("waiting", "unk", "Waiting"), subject + " has not been created yet.");
        }
        return new ContainerView(
                name,
                kind,
                status.path("image").asString(""),
                said.mark,
                restarts,
                last.isMissingNode() ? "" : exit(last),
                said.sentence,
                crashed
                        || (state.has("terminated")
                                && state.path("terminated").path("exitCode").asInt(0) != 0));
    }

    private record Said(Mark mark, String sentence) {}

    private static Said waiting(String subject, JsonNode waiting, JsonNode last, int restarts, String image) {
        String reason = waiting.path("reason").asString("Waiting");
        String message = waiting.path("message").asString("");
        return switch (reason) {
            case "CrashLoopBackOff" ->
                new Said(
                        bad(reason),
                        last.isMissingNode()
                                ? subject + " keeps ending soon after its start. " + times(restarts)
                                : "%s starts, %s. %s The next try waits a while."
                                        .formatted(subject, ran(last), times(restarts)));
            case "ImagePullBackOff", "ErrImagePull", "InvalidImageName" ->
                new Said(
                        bad(reason),
                        "%s cannot start: the image %s cannot be pulled%s".formatted(subject, image, because(message)));
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                new Said(bad(reason), subject + " cannot be created" + because(message));
            case "PodInitializing" ->
                new Said(new Mark("waiting", "unk", "Waits"), subject + " waits for the init containers.");
            case "ContainerCreating" ->
                new Said(new Mark("progressing", "info", "Creating"), subject + " is being created.");
            default -> new Said(new Mark("progressing", "info", reason), subject + " waits" + because(message));
        };
    }

    private static Said ended(String subject, JsonNode ended, String limit) {
        int code = ended.path("exitCode").asInt(0);
        String reason = ended.path("reason").asString("");
        if (code == 0) {
            return new Said(
                    new Mark("succeeded", "ok", "Completed"), subject + " has done its work" + after(ended) + ".");
        }
        if (reason.equals("OOMKilled")) {
            return new Said(
                    bad(reason),
                    "%s was killed because it used more memory than it may%s."
                            .formatted(subject, limit.isEmpty() ? "" : " (" + limit + ")"));
        }
        return new Said(
                bad(reason.isEmpty() ? "Failed" : reason),
                "%s ended with exit code %d%s%s"
                        .formatted(
                                subject,
                                code,
                                after(ended),
                                because(ended.path("message").asString(""))));
    }

    private static Said running(
            String subject, JsonNode running, boolean ready, JsonNode last, int restarts, Instant now, String kind) {
        String since = time(running, "startedAt")
                .map(at -> " for " + Age.of(at, now).text())
                .orElse("");
        String history = last.isMissingNode()
                ? ""
                : " %s Its run before %s."
                        .formatted(
                                times(restarts),
                                last.path("exitCode").asInt(0) == 0 ? "ended with exit code 0" : ran(last));
        if (ready || kind.equals("init")) {
            return new Said(RUNNING, subject + " runs" + since + (kind.isEmpty() ? " and is ready." : ".") + history);
        }
        return new Said(
                new Mark("progressing", "info", "Not ready"),
                subject + " runs" + since + " but is not ready: its readiness probe has not passed." + history);
    }

    /** "runs 1.7 s and exits 1". */
    private static String ran(JsonNode ended) {
        String how = ended.path("reason").asString("").equals("OOMKilled")
                ? "is killed for using more memory than it may"
                : "exits " + ended.path("exitCode").asInt(0);
        return duration(ended).map(length -> "runs " + length + " and " + how).orElse(how)
                + Optional.of(ended.path("message").asString("").strip())
                        .filter(message -> !message.isEmpty())
                        .map(message -> ": “" + message + "”")
                        .orElse("");
    }

    private static String exit(JsonNode ended) {
        String reason = ended.path("reason").asString("");
        String named = reason.isEmpty() || reason.equals("Error") ? "" : " (" + reason + ")";
        return ended.path("exitCode").asInt(0)
                + named
                + duration(ended).map(length -> ", after " + length).orElse("");
    }

    private static String after(JsonNode ended) {
        return duration(ended).map(length -> " after " + length).orElse("");
    }

    private static Optional<String> duration(JsonNode ended) {
        return time(ended, "startedAt")
                .flatMap(start -> time(ended, "finishedAt").map(end -> Duration.between(start, end)))
                .map(length -> length.toSeconds() < 10
                        ? (length.toMillis() / 100) / 10.0 + " s"
                        : Age.of(Instant.EPOCH, Instant.EPOCH.plus(length)).text());
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        try {
            return Optional.of(node.path(field).asString(""))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String times(int restarts) {
        return switch (restarts) {
            case 0 -> "";
            case 1 -> "Restarted once.";
            default -> "Restarted " + restarts + " times.";
        };
    }

    private static String because(String message) {
        String text = message.strip();
        return text.isEmpty() ? "." : ": " + text + (text.endsWith(".") ? "" : ".");
    }

    private static String limit(JsonNode pod, String container) {
        for (JsonNode each : pod.path("spec").path("containers")) {
            if (each.path("name").asString("").equals(container)) {
                return each.at("/resources/limits/memory").asString("");
            }
        }
        return "";
    }

    private static Mark bad(String text) {
        return new Mark("degraded", "bad", text);
    }
}
