package dev.fairway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.configuration.Provisions;
import dev.fairway.sandbox.git.SampleRepositories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The samples are a switch of their own: they can be shown on a real cluster, without the sandbox's. */
class SamplesConfigurationTest {

    @TempDir
    Path folder;

    private ApplicationContextRunner fairway() {
        return new ApplicationContextRunner()
                .withUserConfiguration(SamplesConfiguration.class)
                .withBean(FairwayHome.class, () -> new FairwayHome(folder))
                .withBean(Clock.class, Clock::systemUTC);
    }

    @Test
    void withoutTheSandboxThereAreNoSamplesUnlessAsked() {
        fairway().run(context -> assertThat(context).doesNotHaveBean(SampleRepositories.class));
        fairway().withPropertyValues("fairway.samples.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(SampleRepositories.class));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void askedForTheyComeWithTheirRootApplicationAndWithoutACluster() {
        fairway().withPropertyValues("fairway.samples.enabled=true").run(context -> {
            Provisions given = context.getBean(Provisions.class);
            assertThat(given.clusters()).isEmpty();
            assertThat(given.repositories()).hasSize(1);
            assertThat(given.root()).hasValueSatisfying(root -> assertThat(root.repoURL())
                    .isEqualTo("http://localhost:8080/sandbox/git/control.git"));
            assertThat(Files.list(folder.resolve("sandbox/git"))).isNotEmpty();
        });
    }

    @Test
    void inTheSandboxTheirGitHostServesWithoutTheRootApplication() {
        fairway()
                .withInitializer(context -> context.getEnvironment().addActiveProfile("sandbox"))
                .withPropertyValues("fairway.samples.enabled=false")
                .run(context -> {
                    assertThat(context).hasSingleBean(SampleRepositories.class);
                    assertThat(context.getBean(Provisions.class).root()).isEmpty();
                });
    }
}
