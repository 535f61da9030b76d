package dev.fairway.sandbox.api.table;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** The columns of a pod, whose status is told in one word that no field holds. */
final class PodCells {

    private PodCells() {}

    static String ready(JsonNode pod) {
        int total = pod.path("spec").path("containers").size();
        int ready = 0;
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            total += restartable(container) ? 1 : 0;
        }
        for (JsonNode status : pod.path("status").path("containerStatuses")) {
            ready += status.path("ready").asBoolean(false)
                            && status.path("state").has("running")
                    ? 1
                    : 0;
        }
        return ready + "/" + total;
    }

    private static boolean restartable(JsonNode initContainer) {
        return initContainer.path("restartPolicy").asString("").equals("Always");
    }

    static String status(JsonNode pod) {
        JsonNode status = pod.path("status");
        String reason = status.path("reason").asString(status.path("phase").asString(""));
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asString("").equals("PodScheduled")
                    && condition.path("reason").asString("").equals("SchedulingGated")) {
                reason = "SchedulingGated";
            }
        }
        String starting = initialising(pod);
        if (!starting.isEmpty()) {
            reason = starting;
        } else {
            reason = containers(status, reason);
        }
        if (pod.path("metadata").has("deletionTimestamp")) {
            return status.path("reason").asString("").equals("NodeLost") ? "Unknown" : "Terminating";
        }
        return reason;
    }

    private static String initialising(JsonNode pod) {
        JsonNode containers = pod.path("spec").path("initContainers");
        JsonNode statuses = pod.path("status").path("initContainerStatuses");
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode state = statuses.get(i).path("state");
            if (state.path("terminated").path("exitCode").asInt(-1) == 0
                    || (i < containers.size()
                            && restartable(containers.get(i))
                            && statuses.get(i).path("started").asBoolean(false))) {
                continue;
            }
            if (state.has("terminated")) {
                return "Init:" + ended(state.path("terminated"));
            }
            String waiting = state.path("waiting").path("reason").asString("");
            return !waiting.isEmpty() && !waiting.equals("PodInitializing")
                    ? "Init:" + waiting
                    : "Init:" + i + "/" + containers.size();
        }
        return "";
    }

    private static String containers(JsonNode status, String phase) {
        String reason = phase;
        boolean running = false;
        JsonNode statuses = status.path("containerStatuses");
        for (int i = statuses.size() - 1; i >= 0; i--) {
            JsonNode state = statuses.get(i).path("state");
            if (!state.path("waiting").path("reason").asString("").isEmpty()) {
                reason = state.path("waiting").path("reason").asString();
            } else if (state.has("terminated")) {
                reason = ended(state.path("terminated"));
            } else if (statuses.get(i).path("ready").asBoolean(false) && state.has("running")) {
                running = true;
            }
        }
        return reason.equals("Completed") && running ? (isReady(status) ? "Running" : "NotReady") : reason;
    }

    private static boolean isReady(JsonNode status) {
        return status.path("conditions")
                .valueStream()
                .anyMatch(c -> c.path("type").asString("").equals("Ready")
                        && c.path("status").asString("").equals("True"));
    }

    private static String ended(JsonNode terminated) {
        String reason = terminated.path("reason").asString("");
        if (!reason.isEmpty()) {
            return reason;
        }
        int signal = terminated.path("signal").asInt(0);
        return signal != 0
                ? "Signal:" + signal
                : "ExitCode:" + terminated.path("exitCode").asInt(0);
    }

    static String restarts(JsonNode pod, Instant now) {
        int count = 0;
        String last = "";
        for (JsonNode status : pod.path("status").path("containerStatuses")) {
            count += status.path("restartCount").asInt(0);
            String finished = status.path("lastState")
                    .path("terminated")
                    .path("finishedAt")
                    .asString("");
            last = finished.compareTo(last) > 0 ? finished : last;
        }
        return count > 0 && !last.isEmpty() ? count + " (" + Ages.since(last, now) + " ago)" : Integer.toString(count);
    }

    static String readinessGates(JsonNode pod) {
        int total = pod.path("spec").path("readinessGates").size();
        if (total == 0) {
            return "<none>";
        }
        int passed = 0;
        for (JsonNode gate : pod.path("spec").path("readinessGates")) {
            String wanted = gate.path("conditionType").asString("");
            passed += (int) pod.path("status")
                    .path("conditions")
                    .valueStream()
                    .filter(c -> c.path("type").asString("").equals(wanted)
                            && c.path("status").asString("").equals("True"))
                    .count();
        }
        return passed + "/" + total;
    }
}
