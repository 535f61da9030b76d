package dev.fairway.start;

import dev.fairway.configuration.Provisions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What settings give: {@code fairway.root.*} and {@code fairway.token-file}. */
@Configuration(proxyBeanMethods = false)
class SettingsProvisions {

    /**
     * A root application, installed at start.
     *
     * @param repoURL empty means none
     */
    @ConfigurationProperties("fairway.root")
    record RootSettings(
            @DefaultValue("") String repoURL,
            @DefaultValue(".") String path,
            @DefaultValue("HEAD") String revision) {}

    @Bean
    Provisions givenBySettings(
            RootSettings root,
            @org.springframework.beans.factory.annotation.Value("${fairway.token-file:}") String tokenFile) {
        return new Provisions(
                List.of(),
                List.of(),
                root.repoURL().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Provisions.Root(root.repoURL(), root.path(), root.revision())),
                tokenFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(tokenFile)));
    }
}
