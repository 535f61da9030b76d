package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the status of one container. */
final class ContainerStatus {

    private ContainerStatus() {}

    static ObjectNode waiting(JsonNode container, String reason, String message) {
        ObjectNode status = Json.object();
        status.put("name", Json.text(container.path("name")));
        status.put("image", Json.text(container.path("image")));
        status.put("imageID", "");
        status.putObject("lastState");
        status.put("ready", false).put("restartCount", 0).put("started", false);
        wait(status, reason, message);
        return status;
    }

    static void wait(ObjectNode status, String reason, String message) {
        ObjectNode waiting = status.putObject("state").putObject("waiting").put("reason", reason);
        if (!message.isEmpty()) {
            waiting.put("message", message);
        }
        status.put("ready", false).put("started", false);
    }

    static boolean isConfigError(JsonNode status) {
        return Json.text(status.path("state").path("waiting").path("reason")).equals("CreateContainerConfigError");
    }

    static void run(ObjectNode status, Manifest pod, JsonNode container, Instant now) {
        String image = Json.text(container.path("image"));
        status.put("imageID", repository(image) + "@sha256:" + digest(image));
        status.put(
                "containerID",
                "containerd://" + digest(pod.uid().orElse("") + container.path("name") + Json.time(now)));
        status.putObject("state").putObject("running").put("startedAt", Json.time(now));
        status.put("ready", false).put("started", true);
    }

    static void end(ObjectNode status, Course.Ends ends, Instant startedAt, Instant now) {
        status.putObject("state")
                .putObject("terminated")
                .put("containerID", Json.text(status.path("containerID")))
                .put("exitCode", ends.exitCode())
                .put("reason", ends.reason())
                .put("startedAt", Json.time(startedAt))
                .put("finishedAt", Json.time(now));
        status.put("ready", false).put("started", false);
    }

    private static String repository(String image) {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
    }

    private static String digest(String seed) {
        StringBuilder digest = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            digest.append(String.format(Locale.ROOT, "%08x", Json.hash(i + seed)));
        }
        return digest.toString();
    }
}
