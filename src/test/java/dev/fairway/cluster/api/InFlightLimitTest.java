package dev.fairway.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private final InFlightLimit limit = new InFlightLimit(4);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    @Test
    void everyoneOfVeryManyGetsAPlaceAndNeverMoreAtOnceThanAllowed() throws InterruptedException {
        serve(3_000, InFlightLimit.Outcome.ANSWERED);

        assertThat(served).hasValue(3_000);
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void aServerThatHasTooManyIsAskedOneByOneAndNobodyIsForgotten() throws InterruptedException {
        serve(300, InFlightLimit.Outcome.THROTTLED);
        assertThat(limit.current()).isEqualTo(1);

        serve(300, InFlightLimit.Outcome.ANSWERED);

        assertThat(served).hasValue(600);
        assertThat(limit.current()).as("it has grown again").isEqualTo(4);
    }

    private void serve(int requests, InFlightLimit.Outcome outcome) throws InterruptedException {
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < requests; i++) {
            senders.submit(() -> {
                limit.acquire();
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                Thread.yield();
                inFlight.decrementAndGet();
                served.incrementAndGet();
                limit.release(outcome, served.get(), served.get() + 1);
                return served;
            });
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
}
