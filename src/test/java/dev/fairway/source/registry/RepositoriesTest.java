package dev.fairway.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resource.Actor;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.secrets.KeyRotation;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.Repository.Type;
import dev.fairway.source.RepositoryRegistration;
import dev.fairway.source.Sources;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.credential.Credentials;
import dev.fairway.testing.WithDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = RepositoriesTest.Module.class, webEnvironment = WebEnvironment.NONE)
@WithDatabase
class RepositoriesTest {

    private static final Actor TEST = Actor.person("test");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"dev.fairway.audit", "dev.fairway.source", "dev.fairway.secrets", "dev.fairway.configuration"})
    @ConfigurationPropertiesScan("dev.fairway.source")
    @EntityScan("dev.fairway.source")
    @EnableJpaRepositories("dev.fairway.source")
    static class Module {}

    @TempDir
    static Path home;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        properties.add("fairway.home", home::toString);
    }

    @Autowired
    private Repositories repositories;

    @Autowired
    private Credentials credentials;

    @Autowired
    private Sources sources;

    @Autowired
    private KeyRotation rotation;

    @Autowired
    private JdbcClient database;

    private static RepositoryRegistration entry(
            Covers covers, String url, String user, Map<SecretPart, String> secrets) {
        return new RepositoryRegistration(
                covers, new RepositoryUrl(url), Type.GIT, "shop", "team-a", user, false, secrets);
    }

    @Test
    void aRepositoryIsKeptAndItsSecretsNeverComeOut() {
        RepositoryUrl url = new RepositoryUrl("https://git.example.com/Team/shop.git");
        Repository saved = repositories.save(
                entry(Covers.REPOSITORY, url.text(), "ada", Map.of(SecretPart.PASSWORD, "pw-canary-1")), TEST);

        assertThat(repositories.find(Covers.REPOSITORY, new RepositoryUrl("https://GIT.example.com/Team/shop")))
                .contains(saved);
        assertThat(saved.configured()).containsExactly(SecretPart.PASSWORD);
        assertThat(saved.toString()).doesNotContain("canary");
        assertThat(database.sql("SELECT sealed FROM source_repository_secret")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(text -> text.contains("canary"));
        assertThat(credentials.accessTo(url).credential()).isEqualTo(new Credential.Password("ada", "pw-canary-1"));
    }

    @Test
    void aChangeKeepsSecretsThatAreNotNamedAndDropsEmptyOnes() {
        String url = "https://git.example.com/change";
        repositories.save(entry(Covers.REPOSITORY, url, "ada", Map.of(SecretPart.PASSWORD, "one")), TEST);
        repositories.save(entry(Covers.REPOSITORY, url, "bob", Map.of()), TEST);
        assertThat(credentials.accessTo(new RepositoryUrl(url)).credential())
                .isEqualTo(new Credential.Password("bob", "one"));

        Repository bare =
                repositories.save(entry(Covers.REPOSITORY, url, "bob", Map.of(SecretPart.PASSWORD, "")), TEST);

        assertThat(bare.configured()).isEmpty();
        assertThat(credentials.accessTo(new RepositoryUrl(url)).credential()).isEqualTo(Credential.NONE);
        assertThat(repositories.remove(Covers.REPOSITORY, new RepositoryUrl(url), TEST))
                .isTrue();
        assertThat(repositories.remove(Covers.REPOSITORY, new RepositoryUrl(url), TEST))
                .isFalse();
    }

    @Test
    void theLongestTemplateAboveARepositoryOpensItUnlessItHasItsOwn() {
        repositories.save(
                entry(Covers.TEMPLATE, "https://host.example/org", "org", Map.of(SecretPart.PASSWORD, "o")), TEST);
        repositories.save(
                entry(Covers.TEMPLATE, "https://host.example/org/team", "team", Map.of(SecretPart.PASSWORD, "t")),
                TEST);
        repositories.save(
                entry(Covers.REPOSITORY, "https://host.example/org/team/own", "own", Map.of(SecretPart.PASSWORD, "w")),
                TEST);
        repositories.save(entry(Covers.REPOSITORY, "https://host.example/org/team/plain", "", Map.of()), TEST);

        assertThat(user("https://host.example/org/x")).isEqualTo("org");
        assertThat(user("https://host.example/org/team/y.git")).isEqualTo("team");
        assertThat(user("https://host.example/org/team/own")).isEqualTo("own");
        assertThat(user("https://host.example/org/team/plain")).isEqualTo("team");
        assertThat(user("https://host.example/organic/x")).isEqualTo("nobody");
        assertThat(user("https://host.example.evil.example/org/x")).isEqualTo("nobody");
        assertThat(user("http://host.example/org/x")).isEqualTo("nobody");
    }

    @Test
    void anotherCredentialIsAnotherIdentityAndAnotherNameIsNot() {
        RepositoryUrl url = new RepositoryUrl("https://git.example.com/identity");
        repositories.save(entry(Covers.REPOSITORY, url.text(), "ada", Map.of(SecretPart.PASSWORD, "one")), TEST);
        String first = credentials.accessTo(url).identity();
        repositories.save(
                new RepositoryRegistration(Covers.REPOSITORY, url, Type.GIT, "renamed", "", "ada", false, Map.of()),
                TEST);
        assertThat(credentials.accessTo(url).identity()).isEqualTo(first);

        repositories.save(entry(Covers.REPOSITORY, url.text(), "ada", Map.of(SecretPart.PASSWORD, "two")), TEST);

        assertThat(credentials.accessTo(url).identity()).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeUsedIsRefusedWhereItIsEntered() {
        for (String bad : List.of(
                "https://ada:pw-canary@git.example.com/x",
                "https://token-canary@git.example.com/x",
                "https://git.example.com/x?token=canary",
                "--upload-pack=x",
                "https://git.example.com/a b",
                "")) {
            assertThatThrownBy(() -> repositories.save(entry(Covers.REPOSITORY, bad, "", Map.of()), TEST))
                    .as(bad)
                    .hasMessageContaining("RepositoryAddressRefused")
                    .hasMessageNotContaining("canary");
        }
        assertThatThrownBy(() -> repositories.save(
                        entry(
                                Covers.REPOSITORY,
                                "ssh://git@h/x",
                                "",
                                Map.of(SecretPart.SSH_PRIVATE_KEY, "/home/ada/.ssh/id-canary")),
                        TEST))
                .hasMessageContaining("PEM")
                .hasMessageNotContaining("canary");
    }

    @Test
    void rotationCountsTheSecretsOfRepositories() {
        assertThat(rotation.reseal()).containsEntry("repositories", 0).containsKey("fingerprint key");
    }

    @Test
    void theModuleStartsStrict() {
        assertThatThrownBy(() -> sources.resolve(new RepositoryUrl("http://127.0.0.1:1/x.git"), "main", ""))
                .hasMessageContaining("RepositoryAddressRefused");
        assertThatThrownBy(() -> sources.resolve(new RepositoryUrl("https://127.0.0.1:1/x.git"), "main", ""))
                .hasMessageContaining("this machine itself");
    }

    private String user(String url) {
        return credentials.accessTo(new RepositoryUrl(url)).credential() instanceof Credential.Password password
                ? password.username()
                : "nobody";
    }
}
