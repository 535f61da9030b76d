package dev.fairway.ledger;

import java.time.Instant;

/**
 * Which drifts are asked for; an empty part leaves it open.
 *
 * @param application {@code namespace/name}
 * @param field the whole path, or a part of it
 * @param state {@code open}, or the name of how it ended
 * @param since what had ended before is left out; what is still open is not
 */
public record DriftQuery(
        String application,
        String project,
        String team,
        String kind,
        String field,
        String manager,
        String state,
        Instant since) {

    public static final String OPEN = "open";

    public static DriftQuery of(String application, Instant since) {
        return new DriftQuery(application, "", "", "", "", "", "", since);
    }
}
