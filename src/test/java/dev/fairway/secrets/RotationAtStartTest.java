package dev.fairway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.SpringApplication;
import java.time.Duration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class RotationAtStartTest {

    private final KeyRing ring = new KeyRing(List.of(EncryptionKey.of(EncryptionKey.random(32))));

    private ApplicationContextRunner fairway() {
        return new ApplicationContextRunner()
                .withUserConfiguration(RotationAtStart.class)
                .withBean(
                        KeyRotation.class,
                        () -> new KeyRotation(ring, List.of(new Store()), new TransactionTemplate(new NoDatabase())));
    }

    @Test
    void withoutTheSettingNothingIsSealedAgain() {
        fairway().run(context -> assertThat(context).doesNotHaveBean(RotationAtStart.class));
    }

    @Test
    void withTheSettingTheLogSaysHowMuchWasSealedAgainAndThatTheOldKeyMayGo(CapturedOutput output) {
        fairway().withPropertyValues("fairway.rotate-keys=true").run(context -> {
            context.publishEvent(
                    new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
            assertThat(output)
                    .contains("Sealed again with the newest key: 12 of repositories")
                    .contains("the older ones can be taken out of the key file");
        });
    }

    private record Store() implements SealedStore {

        @Override
        public String name() {
            return "repositories";
        }

        @Override
        public int reseal(Resealing resealing) {
            return 12;
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
