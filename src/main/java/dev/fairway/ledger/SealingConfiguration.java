package dev.fairway.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Seals the record every minute, and verifies it at the start if {@code fairway.verify-ledger} asks for it. */
@Configuration(proxyBeanMethods = false)
class SealingConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SealingConfiguration.class);

    @Bean
    RecurringTask<Void> sealLedger(LedgerSeal seal) {
        return Tasks.recurring("seal-ledger", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> seal.seal());
    }

    @Bean
    @ConditionalOnBooleanProperty("fairway.verify-ledger")
    ApplicationRunner verifyLedger(LedgerSeal seal) {
        return arguments -> {
            LedgerSeal.Verification found = seal.verify();
            if (found.isWhole()) {
                LOG.info(
                        "The record is whole: {} rows in {} seals, chain {}",
                        found.rows(),
                        found.seals(),
                        found.chain());
            } else {
                LOG.error("The record was tampered with: {}", String.join(" ", found.problems()));
            }
        };
    }
}
