package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Duration;

/**
 * How the first container of a pod behaves, as its template asks by the annotation
 * {@code sandbox.fairway.dev/behaviour}. The other containers are always well.
 */
sealed interface Behaviour {

    String ANNOTATION = "sandbox.fairway.dev/behaviour";

    /** Starts, becomes ready, and stays so; a pod of a Job ends well. */
    record Healthy() implements Behaviour {}

    /** Becomes ready only after this long. */
    record SlowStart(Duration delay) implements Behaviour {}

    /** Exits with an error soon after every start. */
    record CrashLoop() implements Behaviour {}

    /** Is killed at its memory limit some time after every start. */
    record OutOfMemory() implements Behaviour {}

    /** Its image cannot be pulled. */
    record ImageMissing() implements Behaviour {}

    /** Runs, but its readiness probe never succeeds. */
    record NeverReady() implements Behaviour {}

    /** Crashes unless the container has this environment variable. */
    record FailsWithoutEnv(String variable) implements Behaviour {}

    /** Ends well after this long, whatever the pod belongs to. */
    record Completes(Duration after) implements Behaviour {}

    /** Ends with an error after this long. */
    record Fails(Duration after) implements Behaviour {}

    /** Is well, and writes this many lines a second. */
    record Chatty(int linesPerSecond) implements Behaviour {}

    static Behaviour of(Manifest pod) {
        String text = pod.annotation(ANNOTATION).orElse("").strip();
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon).strip();
        String argument = colon < 0 ? "" : text.substring(colon + 1).strip();
        return switch (name) {
            case "slow-start" -> new SlowStart(seconds(argument, 20));
            case "crash-loop" -> new CrashLoop();
            case "oom" -> new OutOfMemory();
            case "image-missing" -> new ImageMissing();
            case "never-ready" -> new NeverReady();
            case "fails-without-env" -> new FailsWithoutEnv(argument);
            case "chatty" -> new Chatty(argument.matches("[1-9]\\d{0,3}") ? Integer.parseInt(argument) : 10);
            case "completes" -> new Completes(seconds(argument, 2));
            case "fails" -> new Fails(seconds(argument, 2));
            default -> new Healthy();
        };
    }

    private static Duration seconds(String argument, int otherwise) {
        String digits = argument.endsWith("s") ? argument.substring(0, argument.length() - 1) : argument;
        return Duration.ofSeconds(digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : otherwise);
    }
}
