package dev.fairway.web.dora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.metrics.Stretch;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

/** What a link to rows names, also on another day than it was made. */
class RowChoiceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate WEEK = LocalDate.parse("2026-10-23");

    @Test
    void aWeekIsTheSameSevenDaysTomorrow() {
        Span today = Span.upTo(Instant.parse("2026-10-29T12:00:00Z"), Period.ofWeeks(12), BERLIN);
        Span tomorrow = Span.upTo(Instant.parse("2026-10-30T12:00:00Z"), Period.ofWeeks(12), BERLIN);
        Span meant = new Span(WEEK, WEEK.plusDays(7), BERLIN);

        assertThat(choice("week", WEEK.toString()).within(today)).isEqualTo(meant);
        assertThat(choice("week", WEEK.toString()).within(tomorrow))
                .as("it does not become the whole period")
                .isEqualTo(meant);
        assertThat(meant.to()).as("the clocks went back").isEqualTo(Instant.parse("2026-10-29T23:00:00Z"));
        assertThat(choice().within(today)).isEqualTo(today);
    }

    @Test
    void theFirstWeekOfAPeriodMayBeShorter() {
        Span days = Span.upTo(Instant.parse("2026-01-08T12:00:00Z"), Period.ofDays(10), BERLIN);

        assertThat(choice("week", "2025-12-30").within(days))
                .isEqualTo(new Span(LocalDate.parse("2025-12-30"), LocalDate.parse("2026-01-02"), BERLIN));
    }

    @Test
    void whatWasCountedIsNeverToldAsLeftOut() {
        assertThatThrownBy(() -> choice("out", "self-heel"))
                .hasMessageContaining("self-heal")
                .hasMessageContaining("Nothing is left out for a reason of this name");
        assertThat(choice("out", "self-heal").out()).isPresent();
    }

    @Test
    void aMistypedLinkIsRefusedAndNotOtherRows() {
        for (String[] wrong : List.of(
                new String[] {"bucket", "nonsense"},
                new String[] {"only", "hit"},
                new String[] {"of", "before"},
                new String[] {"week", "+999999999-12-31"},
                new String[] {"week", "yesterday"})) {
            assertThatThrownBy(() -> choice(wrong)).as(wrong[0]).hasMessageNotContaining("Exception");
        }
        assertThat(choice("only", "hits", "of", "previous", "bucket", "").only())
                .isTrue();
    }

    @Test
    void namedDaysAreTheSameOnAnyDayAndEndWhenTheyWereCounted() {
        Instant counted = Instant.parse("2026-10-29T12:00:00Z");
        Span then = Span.upTo(counted, Period.ofWeeks(12), BERLIN);
        Stretch fixed = new Stretch.Days(then.first(), then.end().minusDays(1), Optional.of(counted));
        for (String day : List.of("2026-10-29T12:00:00Z", "2026-10-30T12:00:00Z", "2031-01-01T00:00:00Z")) {
            Span span = fixed.span(Instant.parse(day), BERLIN);
            assertThat(span.from()).isEqualTo(then.from());
            assertThat(span.to()).isEqualTo(counted);
            assertThat(span.days()).as("a frequency per week stays").isEqualTo(then.days());
            assertThat(span.previous()).isEqualTo(then.previous());
            assertThat(span.weeks()).hasSize(12).last().satisfies(week -> assertThat(week.to())
                    .isEqualTo(counted));
            assertThat(span.weeks().getFirst().to())
                    .isEqualTo(then.weeks().getFirst().to());
        }
    }

    @Test
    void aLinkNamesItsDaysAndTheMomentOnlyOfADayThatIsNotOver() {
        DoraAddress address = new DoraAddress("P2W", "", "", "", "", "");
        Span twoWeeks = Span.upTo(Instant.parse("2026-10-29T12:00:00Z"), Period.ofWeeks(2), BERLIN);

        assertThat(address.fixed(twoWeeks, Instant.parse("2026-10-29T12:00:00.123456Z"))
                        .period())
                .isEqualTo("2026-10-16/2026-10-29T12:00:00.124Z");
        assertThat(address.fixed(twoWeeks, Instant.parse("2026-10-29T22:59:59.999Z"))
                        .period())
                .as("the last millisecond in Berlin: no other day")
                .isEqualTo("2026-10-16/2026-10-29");
        DoraAddress days = address.over("2026-10-16/2026-10-29");
        Span closed = new Span(twoWeeks.first(), twoWeeks.end(), BERLIN);
        assertThat(days.fixed(closed, Instant.parse("2026-10-29T12:00:00Z")).period())
                .as("a day that is asked for by name and goes on")
                .isEqualTo("2026-10-16/2026-10-29T12:00:00.001Z");
        assertThat(days.fixed(closed, Instant.parse("2026-11-05T12:00:00Z")))
                .as("days that are over")
                .isEqualTo(days);
    }

    private static RowChoice choice(String... parameters) {
        LinkedMultiValueMap<String, String> values = new LinkedMultiValueMap<>();
        for (int at = 0; at < parameters.length; at += 2) {
            values.put(parameters[at], List.of(parameters[at + 1]));
        }
        return RowChoice.read(Metric.CHANGE_LEAD_TIME, values);
    }
}
