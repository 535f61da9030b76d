package dev.fairway.rendering;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.fairway.configuration.FairwayHome;
import dev.fairway.rendering.kept.KeptRenders;
import dev.fairway.rendering.process.Fences;
import dev.fairway.rendering.process.ProcessLimits;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.rendering.process.Workspace;
import dev.fairway.rendering.tool.Forerunner;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.secrets.Vault;
import dev.fairway.source.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RenderingProperties.class)
class RenderingConfiguration {

    private static final String WORKSPACES = "renders";

    @Bean
    KeptRenders keptRenders(JdbcClient jdbc, Vault vault, Clock clock) {
        return new KeptRenders(jdbc, vault, clock);
    }

    @Bean
    ProcessRunner processRunner(RenderingProperties properties) {
        return new ProcessRunner(limits(properties), Fences.probe(), properties.allowWithoutNetworkIsolation());
    }

    @Bean
    Toolbox toolbox(ProcessRunner runner, RenderingProperties properties, FairwayHome home) {
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new Toolbox(runner, home, properties.configuredHelm(), properties.configuredKubectl(), searchPath);
    }

    @Bean
    Forerunner forerunner(ProcessRunner runner, Toolbox toolbox, FairwayHome home, MeterRegistry metrics) {
        Path workspaces = home.folder(WORKSPACES);
        Workspace.sweep(workspaces);
        return new Forerunner(runner, toolbox, workspaces, metrics);
    }

    @Bean
    Renderer renderer(
            ProcessRunner runner,
            Toolbox toolbox,
            Forerunner forerunner,
            FairwayHome home,
            KeptRenders kept,
            Vault vault,
            ChartDependencies dependencies,
            Clock clock,
            MeterRegistry metrics) {
        return new KeyedRenderer(
                new RecipeBook(dependencies),
                toolbox,
                runner,
                kept,
                new FailedRenders(clock),
                vault.hidingDesired(),
                home.folder(WORKSPACES),
                forerunner,
                metrics);
    }

    /** Charts come through the one guarded client of the source module. */
    @Bean
    ChartDependencies chartDependencies(ObjectProvider<Sources> sources) {
        return (repository, name, version) -> Optional.ofNullable(sources.getIfAvailable())
                .orElseThrow(() -> Problem.stalled(
                                "ChartDependencyMissing",
                                "The chart depends on %s, which is not in its charts folder.".formatted(name))
                        .asException())
                .chart(new RepositoryUrl(repository), name, version)
                .tree();
    }

    @Bean
    RecurringTask<Void> forgetUnusedRenders(KeptRenders kept, RenderingProperties properties, Clock clock) {
        return Tasks.recurring("rendering-forget-unused", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) ->
                        kept.forgetUnusedSince(clock.instant().minus(properties.keepUnused())));
    }

    private static ProcessLimits limits(RenderingProperties properties) {
        ProcessLimits defaults = ProcessLimits.DEFAULT;
        return new ProcessLimits(
                properties.timeout(),
                defaults.grace(),
                (int) Math.min(Integer.MAX_VALUE, properties.maxOutput().toBytes()),
                defaults.messageBytes(),
                properties.maxMemory().toBytes(),
                properties.parallel() > 0 ? properties.parallel() : defaults.parallel());
    }
}
