package dev.fairway.notifications;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When the courier goes: as soon as something was written here, and every ten seconds for what is due again. */
@Configuration(proxyBeanMethods = false)
class CourierRounds {

    private static final Duration KEPT = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> sendNotifications(Bell bell) {
        // Only rings: a slow destination must not occupy one of the few threads for timers and chores.
        return Tasks.recurring("notifications-send", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> bell.ring());
    }

    @Bean
    RecurringTask<Void> forgetOldNotifications(Outbox outbox, Clock clock) {
        return Tasks.recurring("notifications-forget", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) ->
                        outbox.forgetBefore(clock.instant().minus(KEPT)));
    }
}
