package dev.fairway.notifications;

import java.util.List;

/**
 * What is sent.
 *
 * @param key the same for every attempt of the same delivery, so that a receiver can tell
 * @param link where everything about it can be read
 * @param lines a few facts, shown beside the text where there is room
 * @param facts everything, for machines
 */
record Message(
        String key, Trigger trigger, String title, String text, String link, Tone tone, List<Line> lines, Facts facts) {

    record Line(String name, String value) {}

    enum Tone {
        GOOD,
        BAD,
        NEUTRAL
    }

    static Tone tone(Trigger trigger) {
        return switch (trigger) {
            case ON_DEPLOYED, ON_SYNC_SUCCEEDED -> Tone.GOOD;
            case ON_HEALTH_DEGRADED, ON_SYNC_FAILED, ON_SYNC_STATUS_UNKNOWN -> Tone.BAD;
            case ON_CREATED, ON_DELETED, ON_SYNC_RUNNING -> Tone.NEUTRAL;
        };
    }
}
