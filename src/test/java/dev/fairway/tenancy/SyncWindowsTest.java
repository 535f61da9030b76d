package dev.fairway.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.tenancy.SyncWindows.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SyncWindowsTest {

    /** A Monday. */
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final SyncWindows.Facts WEB =
            new SyncWindows.Facts("web", "shop", "production", "https://10.0.0.1:6443");
    private static final String OPEN = "'schedule': '0 11 * * *', 'duration': '2h'";
    private static final String CLOSED = "'schedule': '0 20 * * *', 'duration': '2h'";

    @ParameterizedTest(name = "{0}: automated {1}, manual {2}")
    @CsvSource({
        "'', true, true",
        "open deny, false, false",
        "open deny manual, false, true",
        "open deny manual + open deny, false, false",
        "open deny manual + open allow, false, true",
        "open deny + open allow, false, false",
        "open allow, true, true",
        "open allow + closed allow, true, true",
        "closed allow, false, false",
        "closed allow manual, false, true",
        "closed allow manual + closed allow, false, false",
        "closed deny, true, true",
        "closed deny + closed allow manual, false, true",
        "closed deny + open allow, true, true"
    })
    void theDecisionTable(String windows, boolean automated, boolean manual) {
        List<SyncWindow> read = windows.isEmpty()
                ? List.of()
                : List.of(windows.split(" \\+ ")).stream()
                        .map(SyncWindowsTest::byWords)
                        .toList();
        assertThat(decide(read, Cause.AUTOMATED).allowed()).isEqualTo(automated);
        assertThat(decide(read, Cause.MANUAL).allowed()).isEqualTo(manual);
    }

    @Test
    void theAnswerSaysWhichWindowDecidedAndWhenItMayChange() {
        SyncWindows.Decision denied = decide(List.of(byWords("open deny")), Cause.AUTOMATED);
        assertThat(denied.reason()).isEqualTo("Closed by the deny window \"0 11 * * *\" for 2h (Z)");
        assertThat(denied.changesAt()).contains(Instant.parse("2026-03-02T13:00:00Z"));

        SyncWindows.Decision waiting = decide(List.of(byWords("closed allow")), Cause.AUTOMATED);
        assertThat(waiting.reason()).startsWith("Waiting for the allow window");
        assertThat(waiting.changesAt()).contains(Instant.parse("2026-03-02T20:00:00Z"));
    }

    @Test
    void automationResumesAtTheVeryInstantAtWhichTheAnswerSaidItWould() {
        List<SyncWindow> windows = List.of(byWords("open deny"));
        Instant end = decide(windows, Cause.AUTOMATED).changesAt().orElseThrow();
        assertThat(decide(windows, Cause.AUTOMATED, end.minusMillis(1)).allowed())
                .isFalse();
        assertThat(decide(windows, Cause.AUTOMATED, end).allowed()).isTrue();
    }

    @Test
    void aWindowOpensByTheClockOnTheWallAndLastsItsTimeAcrossTheChangeToSummerTime() {
        // In Berlin the night of 29 March 2026 has no 02:30; 22:00 is 21:00 UTC before and 20:00 UTC after.
        SyncWindow night =
                window("'kind': 'deny', 'schedule': '0 22 * * *', 'duration': '8h', 'timeZone': 'Europe/Berlin'");
        assertThat(isOpen(night, "2026-03-28T20:59:59Z")).isFalse();
        assertThat(isOpen(night, "2026-03-28T21:00:00Z")).isTrue();
        assertThat(isOpen(night, "2026-03-29T04:59:59Z")).isTrue();
        assertThat(isOpen(night, "2026-03-29T05:00:00Z")).isFalse();
        assertThat(isOpen(night, "2026-03-29T20:00:00Z")).isTrue();
        assertThat(isOpen(night, "2026-03-29T19:59:59Z")).isFalse();
    }

    @Test
    void aWindowThatSpansTheChangeBackIsNotAnHourOff() {
        SyncWindow day =
                window("'kind': 'allow', 'schedule': '0 0 * * *', 'duration': '6h', 'timeZone': 'America/New_York'");
        // 1 November 2026: midnight is 04:00 UTC, and six real hours later the clock shows 05:00.
        assertThat(isOpen(day, "2026-11-01T04:00:00Z")).isTrue();
        assertThat(isOpen(day, "2026-11-01T09:59:59Z")).isTrue();
        assertThat(isOpen(day, "2026-11-01T10:00:00Z")).isFalse();
        assertThat(isOpen(day, "2026-11-02T05:00:00Z")).isTrue();
    }

    @Test
    void aWindowLongerThanTheTimeBetweenItsOpeningsNeverCloses() {
        SyncWindow always = window("'kind': 'allow', 'schedule': '0 * * * *', 'duration': '90m'");
        assertThat(isOpen(always, "2026-03-02T12:59:59Z")).isTrue();
        assertThat(isOpen(always, "2026-03-02T13:10:00Z")).isTrue();
    }

    @Test
    void aWindowIsAboutAnApplicationByAnyOfItsListsOrWithAndOperatorByAll() {
        assertThat(isAbout("'applications': ['w*']")).isTrue();
        assertThat(isAbout("'applications': ['x*']")).isFalse();
        assertThat(isAbout("'applications': ['x*'], 'namespaces': ['shop']")).isTrue();
        assertThat(isAbout("'applications': ['x*'], 'namespaces': ['shop'], 'andOperator': true"))
                .isFalse();
        assertThat(isAbout("'applications': ['web'], 'clusters': ['prod*'], 'andOperator': true"))
                .isTrue();
        assertThat(isAbout("'clusters': ['https://10.0.0.1:6443']")).isTrue();
        assertThat(isAbout("")).isFalse();
    }

    @Test
    void whatBeganInTimeMayGoOnOnlyIfTheWindowSaysSo() {
        String afternoon = "'kind': 'allow', 'applications': ['*'], 'schedule': '0 10 * * *', 'duration': '90m'";
        Instant began = Instant.parse("2026-03-02T11:00:00Z");
        assertThat(goesOn(afternoon, began)).isFalse();
        assertThat(goesOn(afternoon + ", 'syncOverrun': true", began)).isTrue();
        assertThat(goesOn(afternoon + ", 'syncOverrun': true", began.minus(Duration.ofHours(2))))
                .isFalse();

        String freeze = "'kind': 'deny', 'applications': ['*'], 'schedule': '30 11 * * *', 'duration': '4h'";
        assertThat(goesOn(freeze, began)).isFalse();
        assertThat(goesOn(freeze + ", 'syncOverrun': true", began)).isTrue();
    }

    @Test
    @Timeout(10)
    void aDayThatNeverComesIsRefusedAtOnceAndARareOneIsNot() {
        assertThatThrownBy(() -> window("'kind': 'allow', 'schedule': '0 0 30 2 *', 'duration': '1h'"))
                .hasMessageContaining("for a time that comes");
        SyncWindow leapDay = window("'kind': 'allow', 'schedule': '0 0 29 2 *', 'duration': '1h'");
        assertThat(isOpen(leapDay, "2028-02-29T00:30:00Z")).isTrue();
        assertThat(isOpen(leapDay, "2026-03-02T00:30:00Z")).isFalse();
    }

    @Test
    void aDayOfTheMonthAndADayOfTheWeekAreEitherOr() {
        SyncWindow freeze = window("'kind': 'deny', 'schedule': '0 0 13 * 5', 'duration': '24h'");
        assertThat(isOpen(freeze, "2026-03-06T12:00:00Z")).as("a Friday").isTrue();
        assertThat(isOpen(freeze, "2026-04-13T12:00:00Z")).as("a thirteenth").isTrue();
        assertThat(isOpen(freeze, "2026-04-14T12:00:00Z")).isFalse();
        SyncWindow sunday = window("'kind': 'deny', 'schedule': '0 0 * * 7', 'duration': '24h'");
        assertThat(isOpen(sunday, "2026-03-01T12:00:00Z")).as("a Sunday").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * *",
                "60 * * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 * 13 *",
                "0 0 * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "@daily"
            })
    void whatIsNoScheduleIsRefused(String schedule) {
        assertThat(Schedule.parse(schedule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'*/15 9-17 * * MON-FRI', 2026-03-02T09:46:00Z, 2026-03-02T10:00:00Z",
        "0 6 1 jan *, 2026-03-02T12:00:00Z, 2027-01-01T06:00:00Z",
        "0 0 * * 0, 2026-03-02T12:00:00Z, 2026-03-08T00:00:00Z",
        "30 22 28/2 * *, 2026-03-02T12:00:00Z, 2026-03-28T22:30:00Z"
    })
    void schedulesAreReadAsCronDoes(String schedule, Instant now, Instant next) {
        assertThat(Schedule.parse(schedule).orElseThrow().next(now, ZoneId.of("UTC")))
                .contains(next);
    }

    @Test
    void aTimeThatTheNightOfTheChangeLeavesOutComesAllTheSame() {
        SyncWindow night =
                window("'kind': 'deny', 'schedule': '30 2 * * *', 'duration': '10m', 'timeZone': 'Europe/Berlin'");
        assertThat(isOpen(night, "2026-03-29T01:30:00Z")).as("03:30 in Berlin").isTrue();
    }

    @Test
    void theZoneIsKept() {
        assertThat(window("'kind': 'allow', " + OPEN + ", 'timeZone': 'Asia/Tokyo'")
                        .zone())
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    private static boolean goesOn(String window, Instant startedAt) {
        return SyncWindows.decide(List.of(window(window)), WEB, Cause.AUTOMATED, NOON, Optional.of(startedAt))
                .allowed();
    }

    private static boolean isAbout(String lists) {
        return window("'kind': 'deny', " + OPEN + (lists.isEmpty() ? "" : ", " + lists))
                .isAbout(WEB);
    }

    private static boolean isOpen(SyncWindow window, String at) {
        return WindowClock.isOpen(window, Instant.parse(at));
    }

    private static SyncWindows.Decision decide(List<SyncWindow> windows, Cause cause) {
        return decide(windows, cause, NOON);
    }

    private static SyncWindows.Decision decide(List<SyncWindow> windows, Cause cause, Instant now) {
        return SyncWindows.decide(windows, WEB, cause, now, Optional.empty());
    }

    private static SyncWindow byWords(String words) {
        List<String> set = List.of(words.split(" "));
        return window("'kind': '%s', %s, 'applications': ['*'], 'manualSync': %s"
                .formatted(
                        set.contains("deny") ? "deny" : "allow",
                        set.contains("open") ? OPEN : CLOSED,
                        set.contains("manual")));
    }

    private static SyncWindow window(String fields) {
        return SyncWindowReader.read("shop", new JsonMapper().readTree(("{" + fields + "}").replace('\'', '"')));
    }
}
