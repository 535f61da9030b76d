package dev.fairway.web.applications.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.ClusterDriver.LogRequest;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogResumptionTest {

    private static final Instant NOW = Instant.parse("2026-03-03T02:07:40Z");
    private static final LogRequest FROM_NOW =
            new LogRequest("shop", "web-1", "", false, Optional.of(0), Optional.empty(), true, true);

    @Test
    void whoHasNothingBeginsNow() {
        assertThat(LogResumption.after("", NOW).of(FROM_NOW)).isEqualTo(FROM_NOW);
        assertThat(LogResumption.after("'; drop", NOW).of(FROM_NOW)).isEqualTo(FROM_NOW);
        assertThat(LogResumption.after("2026-03-03T03:00:00Z", NOW).of(FROM_NOW))
                .isEqualTo(FROM_NOW);
    }

    @Test
    void whoComesBackGetsWhatWasWrittenSinceAndTheSecondsBeforeOnceMore() {
        LogResumption back = LogResumption.after("2026-03-03T02:07:30.500Z", NOW);

        assertThat(back.of(FROM_NOW).sinceSeconds()).contains(12);
        assertThat(back.of(FROM_NOW).tailLines()).contains(10_000);
        assertThat(back.isWanted(LogLine.of("web-1", "2026-03-03T02:07:28.400Z older")))
                .isFalse();
        assertThat(back.isWanted(LogLine.of("web-2", "2026-03-03T02:07:29.000Z late from another pod")))
                .isTrue();
        assertThat(back.isWanted(LogLine.of("web-1", "a line without a time"))).isTrue();
    }

    @Test
    void theLinesAroundALinkedOneAreAskedForByTheClockThatWroteIt() {
        LogRequest around = LogQuery.tailOf(new ResourceKey("", "Pod", "shop", "web-1"), 10)
                .linkedTo("2031-03-03T02:07:40Z")
                .of(new ResourceKey("", "Pod", "shop", "web-1"));
        assertThat(around.sinceTime()).contains(Instant.parse("2031-03-03T02:06:40Z"));
        assertThat(around.sinceSeconds()).isEmpty();
        assertThat(around.tailLines()).isEmpty();
    }

    @Test
    void whoWasAwayForADayIsNotSentADay() {
        assertThat(LogResumption.after("2026-03-02T02:00:00Z", NOW).of(FROM_NOW).sinceSeconds())
                .contains(1_800);
    }
}
