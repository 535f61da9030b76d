package dev.fairway.tenancy;

import dev.fairway.resource.GoDuration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.JsonNode;

final class SyncWindowReader {

    private static final Duration LONGEST = Duration.ofDays(366);

    private SyncWindowReader() {}

    static SyncWindow read(String project, JsonNode node) {
        String cron = node.path("schedule").asString("");
        Schedule schedule = Schedule.parse(cron)
                .orElseThrow(() -> ProjectReader.invalid(
                        project,
                        "the schedule \"%s\" of a sync window is not five cron fields for a time that comes, such as \"0 22 * * 1-5\""
                                .formatted(shortened(cron))));
        return new SyncWindow(
                kind(project, node.path("kind").asString("")),
                cron,
                schedule,
                duration(project, node.path("duration").asString("")),
                zone(project, node.path("timeZone").asString("")),
                texts(node.path("applications")),
                texts(node.path("namespaces")),
                texts(node.path("clusters")),
                node.path("andOperator").asBoolean(false) ? SyncWindow.Match.ALL : SyncWindow.Match.ANY,
                node.path("manualSync").asBoolean(false) ? SyncWindow.Manual.ALLOWED : SyncWindow.Manual.REFUSED,
                node.path("syncOverrun").asBoolean(false) ? SyncWindow.Overrun.ALLOWED : SyncWindow.Overrun.REFUSED,
                node.path("description").asString(""));
    }

    private static SyncWindow.Kind kind(String project, String text) {
        return switch (text) {
            case "allow" -> SyncWindow.Kind.ALLOW;
            case "deny" -> SyncWindow.Kind.DENY;
            default -> throw ProjectReader.invalid(project, "the kind of a sync window must be allow or deny");
        };
    }

    private static Duration duration(String project, String text) {
        return GoDuration.parse(text)
                .filter(duration -> !duration.isZero() && duration.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> ProjectReader.invalid(
                        project,
                        "the duration \"%s\" of a sync window is not one such as 90m or 8h, at most a year (there is no unit for days)"
                                .formatted(shortened(text))));
    }

    private static ZoneId zone(String project, String text) {
        try {
            return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw ProjectReader.invalid(
                    project, "the time zone \"%s\" of a sync window is not known".formatted(shortened(text)));
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
