package dev.fairway.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.tenancy.SyncWindows.Cause;
import dev.fairway.tenancy.SyncWindows.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WindowCalendarTest {

    private static final Facts CART = new Facts("cart", "shop", "west", "");

    @Test
    void aNightlyWindowKeepsItsWallTimeWhenTheClocksChange() {
        SyncWindow nightly = window(
                "{kind: allow, schedule: '0 22 * * *', duration: 2h, timeZone: Europe/Berlin, applications: ['*']}");
        assertThat(openings(nightly, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .isEqualTo("2026-10-24T20:00:00Z–2026-10-24T22:00:00Z, 2026-10-25T21:00:00Z–2026-10-25T23:00:00Z");
    }

    @Test
    void aWindowAcrossTheChangeStaysOpenForItsRealTime() {
        SyncWindow night = window(
                "{kind: allow, schedule: '0 1 * * 0', duration: 4h, timeZone: Europe/Berlin, applications: ['*']}");
        assertThat(openings(night, "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"))
                .isEqualTo("2026-10-24T23:00:00Z–2026-10-25T03:00:00Z");
    }

    @Test
    void openingsThatOverlapAreOneAndAnOpenOneEndsWithTheCalendar() {
        SyncWindow always = window("{kind: deny, schedule: '0 * * * *', duration: 90m, applications: ['*']}");
        assertThat(openings(always, "2026-01-01T00:30:00Z", "2026-01-03T00:00:00Z"))
                .isEqualTo("2026-01-01T00:30:00Z–2026-01-03T00:00:00Z");
        assertThat(WindowCalendar.state(always, Instant.parse("2026-01-01T00:30:00Z"))
                        .open())
                .isTrue();
    }

    @Test
    void aWindowOfEveryMinuteDoesNotFillTheCalendar() {
        SyncWindow restless = window("{kind: deny, schedule: '* * * * *', duration: 1s, applications: ['*']}");
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(WindowCalendar.openings(restless, from, from.plus(Duration.ofDays(14))))
                .hasSizeLessThanOrEqualTo(WindowCalendar.MOST);
    }

    @Test
    void theCalendarOfAnApplicationIsWhatDecidesItsSyncs() {
        List<SyncWindow> windows = List.of(
                window("{kind: allow, schedule: '0 8 * * *', duration: 4h, applications: ['cart']}"),
                window("{kind: deny, schedule: '0 10 * * *', duration: 1h, applications: ['*']}"));
        String said = WindowCalendar.decisions(
                        windows,
                        CART,
                        Cause.AUTOMATED,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-02T00:00:00Z"))
                .stream()
                .map(each -> each.span().from().toString().substring(11, 16)
                        + (each.decision().allowed() ? " yes" : " no"))
                .collect(Collectors.joining(", "));
        assertThat(said).isEqualTo("00:00 no, 08:00 yes, 10:00 no, 11:00 yes, 12:00 no");
    }

    private static String openings(SyncWindow window, String from, String to) {
        return WindowCalendar.openings(window, Instant.parse(from), Instant.parse(to)).stream()
                .map(span -> span.from() + "–" + span.to())
                .collect(Collectors.joining(", "));
    }

    private static SyncWindow window(String flow) {
        var tree = dev.fairway.resource.Manifests.readObject(
                flow.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "window",
                dev.fairway.resource.YamlLimits.DEFAULT);
        return Project.read(
                        "p",
                        new JsonMapper()
                                .createObjectNode()
                                .set(
                                        "syncWindows",
                                        new JsonMapper().createArrayNode().add(tree)))
                .syncWindows()
                .getFirst();
    }
}
