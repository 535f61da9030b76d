package dev.fairway.sandbox.world;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How one run of a container will go, from its start on. */
sealed interface Course {

    /** Ready after this long, and goes on. */
    record GoesOn(Duration readyAfter) implements Course {}

    /** Goes on and is never ready. */
    record NeverReady() implements Course {}

    /** Ends after this long; never ready before if it crashes. */
    record Ends(Duration after, int exitCode, String reason) implements Course {}

    Ends CRASH = new Ends(Duration.ofSeconds(1), 1, "Error");

    /**
     * @param container from the pod's spec
     * @param hasVariable whether the variable a behaviour asks for is set
     * @param mayEnd whether the pod's restart policy expects an end
     */
    static Course of(Behaviour behaviour, JsonNode container, boolean hasVariable, boolean mayEnd) {
        return switch (behaviour) {
            case Behaviour.Healthy healthy -> well(container, Duration.ZERO, mayEnd);
            case Behaviour.Chatty chatty -> well(container, Duration.ZERO, mayEnd);
            case Behaviour.ImageMissing imageThatCameAfterAll -> well(container, Duration.ZERO, mayEnd);
            case Behaviour.SlowStart slow -> well(container, slow.delay(), mayEnd);
            case Behaviour.CrashLoop crash -> new Ends(Duration.ofSeconds(2), 1, "Error");
            case Behaviour.OutOfMemory oom -> new Ends(Duration.ofSeconds(6), 137, "OOMKilled");
            case Behaviour.NeverReady never -> new NeverReady();
            case Behaviour.FailsWithoutEnv needs -> hasVariable ? well(container, Duration.ZERO, mayEnd) : CRASH;
            case Behaviour.Completes completes -> new Ends(completes.after(), 0, "Completed");
            case Behaviour.Fails fails -> new Ends(fails.after(), 1, "Error");
        };
    }

    private static Course well(JsonNode container, Duration delay, boolean mayEnd) {
        if (mayEnd) {
            return new Ends(delay.plusSeconds(2), 0, "Completed");
        }
        JsonNode probe = container.path("readinessProbe");
        long probed = probe.isMissingNode()
                ? 0
                : 1 + probe.path("initialDelaySeconds").asInt(0);
        return new GoesOn(delay.plusSeconds(probed));
    }
}
