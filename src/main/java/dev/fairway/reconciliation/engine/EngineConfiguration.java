package dev.fairway.reconciliation.engine;

import dev.fairway.health.HealthAssessor;
import dev.fairway.reconciliation.turns.Leases;
import dev.fairway.reconciliation.turns.TurnLoop;
import dev.fairway.reconciliation.turns.TurnNotifications;
import dev.fairway.reconciliation.turns.TurnQueue;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    HealthAssessor healthAssessor() {
        return HealthAssessor.withShippedRules();
    }

    @Bean(destroyMethod = "")
    TurnLoop turnLoop(
            TurnQueue queue,
            Leases leases,
            ApplicationTurn handler,
            Clock clock,
            @Value("${fairway.reconciliation.width:8}") int width) {
        return new TurnLoop(queue, leases, handler, clock, width);
    }

    @Bean(destroyMethod = "")
    TurnNotifications turnNotifications(DataSource dataSource, TurnLoop loop) {
        return new TurnNotifications(dataSource, loop);
    }

    /** Tests that do not want the loop switch it off; nothing else does. */
    @Bean
    @ConditionalOnProperty(name = "fairway.reconciliation.enabled", matchIfMissing = true, havingValue = "true")
    LoopLifecycle loopLifecycle(TurnLoop loop, TurnNotifications notifications, Chores chores) {
        return new LoopLifecycle(loop, notifications, chores);
    }
}
