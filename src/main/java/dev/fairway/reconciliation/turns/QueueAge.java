package dev.fairway.reconciliation.turns;

import dev.fairway.reconciliation.Reason.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** {@code fairway_queue_age_seconds}: how long the oldest due turn of each lane has waited; 0 when none waits. */
@Component
final class QueueAge implements MeterBinder {

    private final TurnQueue queue;
    private final Clock clock;

    QueueAge(TurnQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Lane lane : Lane.values()) {
            TimeGauge.builder("fairway.queue.age", () -> age(lane), TimeUnit.MILLISECONDS)
                    .description("How long the oldest due turn has waited")
                    .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    private long age(Lane lane) {
        return queue.age(lane, clock.instant()).orElse(Duration.ZERO).toMillis();
    }
}
