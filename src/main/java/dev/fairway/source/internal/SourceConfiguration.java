package dev.fairway.source.internal;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.source.Images;
import dev.fairway.source.KnownHosts;
import dev.fairway.source.PollRhythm;
import dev.fairway.source.ProposedCommits;
import dev.fairway.source.Sources;
import dev.fairway.source.chart.Charts;
import dev.fairway.source.chart.RegistryImages;
import dev.fairway.source.contact.KeptContacts;
import dev.fairway.source.credential.Credentials;
import dev.fairway.source.git.GitRequests;
import dev.fairway.source.git.GitSources;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.ProxyForAll;
import dev.fairway.source.ssh.KeyedSessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    @Bean
    AddressRules addressRules(SourceProperties properties) {
        return properties.addressRules();
    }

    @Bean(destroyMethod = "close")
    GuardedHttp guardedHttp(AddressRules rules) {
        return new GuardedHttp(rules);
    }

    @Bean
    ProxyForAll proxyForAll(SourceProperties properties) {
        return properties.proxyForAll();
    }

    @Bean(destroyMethod = "close")
    KeyedSessions sshSessions(FairwayHome home, KnownHosts hosts) {
        return new KeyedSessions(home.folder("ssh-empty"), hosts);
    }

    @Bean(destroyMethod = "close")
    GitSources gitSources(
            FairwayHome home,
            Credentials credentials,
            GuardedHttp http,
            KeyedSessions ssh,
            SourceProperties properties,
            KeptContacts contacts,
            MeterRegistry meters,
            Clock clock) {
        return new GitSources(
                home.folder("git"),
                credentials,
                http,
                ssh,
                properties.gitRules(),
                properties.gitLimits(),
                new GitRequests(meters, contacts),
                properties.pollInterval(),
                clock);
    }

    @Bean
    ProposedCommits proposedCommits(GitSources git) {
        return new PushedCommits(git);
    }

    @Bean
    PollRhythm pollRhythm(SourceProperties properties) {
        return new PollRhythm(properties.pollInterval());
    }

    @Bean
    Charts charts(
            FairwayHome home,
            Credentials credentials,
            GuardedHttp http,
            SourceProperties properties,
            KeptContacts contacts,
            Clock clock) {
        return new Charts(
                home.folder("charts"),
                credentials,
                http,
                properties.addressRules(),
                properties.chartLimits(),
                properties.pollInterval(),
                contacts,
                clock);
    }

    @Bean
    Images images(Credentials credentials, GuardedHttp http, SourceProperties properties) {
        return new RegistryImages(credentials, http, properties.addressRules(), properties.chartLimits());
    }

    @Bean
    Sources sources(GitSources git, Charts charts) {
        return new FetchedSources(git, charts);
    }
}
