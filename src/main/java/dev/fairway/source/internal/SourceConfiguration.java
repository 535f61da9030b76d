package dev.fairway.source.internal;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.resource.Problem;
import dev.fairway.source.Sources;
import dev.fairway.source.credential.Access;
import dev.fairway.source.git.GitRequests;
import dev.fairway.source.git.GitSources;
import dev.fairway.source.outbound.GuardedHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    @Bean(destroyMethod = "close")
    GuardedHttp guardedHttp(SourceProperties properties) {
        return new GuardedHttp(properties.addressRules());
    }

    @Bean(destroyMethod = "close")
    GitSources gitSources(
            FairwayHome home, GuardedHttp http, SourceProperties properties, MeterRegistry meters, Clock clock) {
        return new GitSources(
                home.folder("git"),
                repository -> Access.ANONYMOUS,
                http,
                (access, bytes) -> {
                    throw Problem.stalled("NotSupported", "SSH is not supported yet")
                            .asException();
                },
                properties.gitRules(),
                properties.gitLimits(),
                new GitRequests(meters),
                properties.pollInterval(),
                clock);
    }

    @Bean
    Sources sources(GitSources git) {
        return new FetchedSources(git);
    }
}
