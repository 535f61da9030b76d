package dev.fairway.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what opens nothing any more: sessions and links that ended, counts of tries whose time is over. */
@Configuration(proxyBeanMethods = false)
class AccessChores {

    @Bean
    RecurringTask<Void> forgetEndedSessions(JdbcClient jdbc, SignInLimits limits, Clock clock) {
        return Tasks.recurring("access-forget-ended", FixedDelay.of(Duration.ofMinutes(30)))
                .execute((instance, context) -> {
                    Timestamp now = Timestamp.from(clock.instant());
                    jdbc.sql("delete from sessions where expires_at < :now")
                            .param("now", now)
                            .update();
                    jdbc.sql("delete from sign_in_links where expires_at < :now")
                            .param("now", now)
                            .update();
                    limits.forgetOld();
                });
    }
}
