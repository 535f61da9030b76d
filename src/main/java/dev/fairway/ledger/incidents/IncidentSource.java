package dev.fairway.ledger.incidents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The systems whose calls are understood. */
public enum IncidentSource {
    PAGERDUTY,
    OPSGENIE,
    ALERTMANAGER,
    GENERIC;

    /** How addresses and settings call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<IncidentSource> of(String key) {
        return Arrays.stream(values())
                .filter(source -> source.key().equals(key))
                .findFirst();
    }
}
