package dev.fairway.web.applications.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineFilterTest {

    private static LogLine line(String text) {
        return LogLine.of("web-1", "2026-11-12T02:07:38.104123456Z " + text);
    }

    @Test
    void whatWasLookedForIsMarkedInAnyCase() {
        assertThat(new LineFilter("db_url", false, false, "").parts("DB_URL is not set"))
                .extracting(LineFilter.Part::text, LineFilter.Part::hit)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("DB_URL", true),
                        org.assertj.core.groups.Tuple.tuple(" is not set", false));
    }

    @Test
    void aFilterCanBeTurnedAroundAndMadeExact() {
        assertThat(new LineFilter("ready", true, false, "").keeps(line("Ready to serve")))
                .isFalse();
        assertThat(new LineFilter("ready", true, true, "").keeps(line("Ready to serve")))
                .isTrue();
    }

    @Test
    void askingForWarningsKeepsErrorsToo() {
        LineFilter filter = new LineFilter("", false, false, "warn");
        assertThat(filter.keeps(line("ERROR broken"))).isTrue();
        assertThat(filter.keeps(line("WARN slow"))).isTrue();
        assertThat(filter.keeps(line("INFO fine"))).isFalse();
    }

    @Test
    void terminalColoursAndControlCharactersAreLeftOut() {
        LogLine line = line("\u001B[31mERROR\u001B[0m bro\u0007ken");
        assertThat(line.text()).isEqualTo("ERROR broken");
        assertThat(line.clock()).isEqualTo("02:07:38.104");
        assertThat(line.level()).isEqualTo(LogLine.Level.ERROR);
    }

    @Test
    void aLineOfAWholeSecondComesBeforeTheOthersOfThatSecond() {
        List<LogLine> lines = List.of(
                LogLine.of("web-1", "2026-03-03T02:07:40.100Z second"),
                LogLine.of("web-2", "2026-03-03T02:07:40Z first"),
                LogLine.of("web-1", "2026-03-03T02:07:40.1005Z third"));

        assertThat(LogReading.inOrderOfTime(lines))
                .extracting(LogLine::text)
                .containsExactly("first", "second", "third");
    }
}
