package dev.fairway.sandbox;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.configuration.Provisions;
import dev.fairway.configuration.RepositoryPushed;
import dev.fairway.sandbox.git.GitHost;
import dev.fairway.sandbox.git.SampleRepositories;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The sample repositories and the Git host that serves them. The sandbox always has them; elsewhere
 * {@code fairway.samples.enabled} brings them, so that they can be seen on a real cluster.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SamplesConfiguration.Wanted.class)
class SamplesConfiguration {

    private static final String USER = "sandbox";

    @Bean
    SampleRepositories sampleRepositories(
            FairwayHome home,
            Clock clock,
            @Value("${fairway.samples.address:http://localhost:${server.port:8080}}") String address) {
        SampleRepositories samples =
                new SampleRepositories(home.folder("sandbox").resolve("git"), address + GitHost.PATH);
        samples.createMissing(clock.instant());
        return samples;
    }

    @Bean
    ServletRegistrationBean<HttpServlet> sandboxGitHost(
            FairwayHome home, SampleRepositories samples, ApplicationEventPublisher events) {
        return new GitHost(
                        samples.folder(),
                        samples.address(),
                        ScriptToken.of(home),
                        pushed -> events.publishEvent(new RepositoryPushed(pushed.repositoryUrl())))
                .registration();
    }

    @Bean
    Provisions sampleProvisions(
            FairwayHome home,
            SampleRepositories samples,
            @Value("${fairway.samples.enabled:false}") boolean withRootApplication) {
        return new Provisions(
                List.of(),
                List.of(new Provisions.Repository(samples.address(), USER, ScriptToken.of(home))),
                withRootApplication
                        ? Optional.of(
                                new Provisions.Root(samples.rootRepositoryUrl(), SampleRepositories.ROOT_PATH, "main"))
                        : Optional.empty(),
                Optional.of(ScriptToken.file(home)));
    }

    static final class Wanted extends AnyNestedCondition {

        Wanted() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @Profile("sandbox")
        static class InTheSandbox {}

        @ConditionalOnBooleanProperty("fairway.samples.enabled")
        static class Asked {}
    }
}
