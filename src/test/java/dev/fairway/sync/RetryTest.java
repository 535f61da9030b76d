package dev.fairway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.sync.spec.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryTest {

    @Test
    void theFirstWaitIsTheDocumentedOneAndTheyGrowUpToTheLongest() {
        assertThat(waits(RetryPolicy.ofLimit(8), 8)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 180L, 180L);
    }

    @Test
    void afterTheLimitNothingIsTriedAgainAndWithoutLimitItNeverEnds() {
        assertThat(Retry.next(RetryPolicy.ofLimit(2), 2, Given.START)).isPresent();
        assertThat(Retry.next(RetryPolicy.ofLimit(2), 3, Given.START)).isEmpty();
        assertThat(Retry.next(RetryPolicy.NEVER, 1, Given.START)).isEmpty();
        assertThat(Retry.next(RetryPolicy.ofLimit(-1), Integer.MAX_VALUE, Given.START))
                .contains(Given.START.plus(Duration.ofMinutes(3)));
    }

    private static List<Long> waits(RetryPolicy policy, int attempts) {
        return IntStream.rangeClosed(1, attempts)
                .mapToObj(attempt -> Duration.between(
                                Given.START,
                                Retry.next(policy, attempt, Given.START).orElseThrow())
                        .toSeconds())
                .toList();
    }
}
