package dev.fairway.health;

/**
 * How an object is doing.
 *
 * @param status the verdict
 * @param message why, for people; may be empty
 */
public record Health(HealthStatus status, String message) {

    /** Messages come from the cluster; longer ones are cut. */
    private static final int MAX_MESSAGE = 2_000;

    public Health {
        // A cluster may say anything; Postgres has no text with a zero in it.
        message = message.replace('\0', '\uFFFD');
        message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }

    static Health healthy(String message) {
        return new Health(HealthStatus.HEALTHY, message);
    }

    static Health progressing(String message) {
        return new Health(HealthStatus.PROGRESSING, message);
    }

    static Health degraded(String message) {
        return new Health(HealthStatus.DEGRADED, message);
    }

    static Health suspended(String message) {
        return new Health(HealthStatus.SUSPENDED, message);
    }

    static Health unknown(String message) {
        return new Health(HealthStatus.UNKNOWN, message);
    }
}
