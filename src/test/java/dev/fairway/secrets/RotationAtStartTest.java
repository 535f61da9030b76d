package dev.fairway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class RotationAtStartTest {

    private final AtomicInteger resealed = new AtomicInteger();
    private final KeyRing ring = new KeyRing(List.of(EncryptionKey.of(EncryptionKey.random(32))));

    private ApplicationContextRunner fairway() {
        return new ApplicationContextRunner()
                .withUserConfiguration(RotationAtStart.class)
                .withBean(
                        KeyRotation.class,
                        () -> new KeyRotation(
                                ring, List.of(new Store(resealed)), new TransactionTemplate(new NoDatabase())));
    }

    @Test
    void withoutTheSettingNothingIsSealedAgain() {
        fairway().run(context -> assertThat(context).doesNotHaveBean(RotationAtStart.class));
    }

    @Test
    void withTheSettingEverythingIsSealedAgainOnceTheInstanceServes() {
        fairway().withPropertyValues("fairway.rotate-keys=true").run(context -> {
            assertThat(resealed).hasValue(0);

            context.publishEvent(
                    new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));

            assertThat(resealed).hasValue(1);
        });
    }

    private record Store(AtomicInteger resealed) implements SealedStore {

        @Override
        public String name() {
            return "repositories";
        }

        @Override
        public int reseal(Resealing resealing) {
            return resealed.incrementAndGet();
        }
    }

    private static final class NoDatabase extends AbstractPlatformTransactionManager
            implements PlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
