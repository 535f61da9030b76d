package dev.fairway.health;

import java.util.Locale;

/** From best to worst; the order decides which of several is an application's health. */
public enum HealthStatus {
    HEALTHY,
    /** Stopped on purpose. */
    SUSPENDED,
    /** On its way; time alone can make it healthy. */
    PROGRESSING,
    MISSING,
    DEGRADED,
    UNKNOWN;

    /** As people and the API write it: {@code Healthy}. */
    public String text() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the text form back.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static HealthStatus ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public boolean isWorseThan(HealthStatus other) {
        return compareTo(other) > 0;
    }

    public HealthStatus worse(HealthStatus other) {
        return isWorseThan(other) ? this : other;
    }
}
