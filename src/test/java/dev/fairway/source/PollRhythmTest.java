package dev.fairway.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.RepositoryUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollRhythmTest {

    private static final Instant LAST = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void repositoriesAreSpreadAndEachKeepsItsPlace() {
        PollRhythm rhythm = new PollRhythm(Duration.ofMinutes(2));
        List<Instant> times = IntStream.range(0, 200)
                .mapToObj(i -> rhythm.next(new RepositoryUrl("https://git.example.com/org/repo" + i), LAST))
                .toList();

        assertThat(times)
                .allMatch(time -> !time.isBefore(LAST.plusSeconds(120)) && time.isBefore(LAST.plusSeconds(144)));
        assertThat(times.stream().distinct().count()).isGreaterThan(100);
        assertThat(rhythm.next(new RepositoryUrl("https://GIT.example.com/org/repo7.git"), LAST))
                .isEqualTo(times.get(7));
    }
}
