package dev.fairway.ledger.chain;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.fairway.ledger.chain.LedgerVerification.Verification;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Seals the record every minute, lets go what is too old once a day, and verifies the record at the start if {@code
 * fairway.verify-ledger} asks for it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class SealingConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SealingConfiguration.class);

    @Bean
    RecurringTask<Void> sealLedger(LedgerSeal seal) {
        return Tasks.recurring("seal-ledger", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> seal.seal());
    }

    @Bean
    RecurringTask<Void> applyLedgerRetention(LedgerRetention retention, Clock clock) {
        return Tasks.recurring("ledger-retention", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> {
                    long went = retention.apply(clock.instant());
                    if (went > 0) {
                        LOG.info(
                                "{} rows of the record were older than it is kept; a signed checkpoint stands for them",
                                went);
                    }
                });
    }

    @Bean
    @ConditionalOnBooleanProperty("fairway.verify-ledger")
    ApplicationRunner verifyLedger(LedgerVerification verification) {
        return arguments -> {
            Verification found = verification.verify();
            if (found.isWhole()) {
                LOG.info(
                        "The record is whole: {} rows in {} seals, {} removed by {} checkpoints, chain {}",
                        found.rows(),
                        found.seals(),
                        found.removed(),
                        found.checkpoints(),
                        found.chain());
            } else {
                LOG.error("The record was tampered with: {}", String.join(" ", found.problems()));
            }
        };
    }
}
