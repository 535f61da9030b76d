package dev.fairway.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import dev.fairway.testing.WithDatabase;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(classes = ProjectsTest.Module.class, webEnvironment = WebEnvironment.NONE)
@WithDatabase
class ProjectsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"dev.fairway.tenancy", "dev.fairway.audit"})
    @EntityScan("dev.fairway.tenancy")
    @EnableJpaRepositories("dev.fairway.tenancy")
    static class Module {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private static final Actor ANN = Actor.person("ann");

    @Autowired
    private Projects projects;

    @Autowired
    private Environments environments;

    @Autowired
    private AuditTrail audit;

    @Test
    void theDefaultProjectIsThereAndPermitsEverything() {
        AccessRules rules = AccessRules.of(projects.require(Project.DEFAULT));
        assertThat(rules.source(new RepositoryUrl("https://example.org/any/thing"))
                        .isPermitted())
                .isTrue();
        assertThat(rules.destination("https://any", "any", "kube-system").isPermitted())
                .isTrue();
        assertThat(rules.kind(new ResourceKey("", "Namespace", "", "shop")).isPermitted())
                .isTrue();
        assertThatThrownBy(() -> projects.delete(Project.DEFAULT, ANN)).hasMessageStartingWith("NotPermitted");
    }

    @Test
    void aProjectIsKeptAsItWasWrittenAndEveryWriteIsAudited() {
        projects.create(project("kept", "one"), ANN);
        RegisteredProject changed = projects.update(project("kept", "two"), Optional.empty(), ANN);

        assertThat(changed.generation()).isEqualTo(2);
        assertThat(projects.find("kept").orElseThrow().project().description()).isEqualTo("two");
        assertThat(projects.find("kept").orElseThrow().manifest().label("team")).contains("blue");
        assertThat(projects.all()).extracting(RegisteredProject::name).contains("default", "kept");
        projects.delete("kept", ANN);
        assertThat(audit.about("project:kept", 9))
                .extracting(entry -> entry.actor().name() + " " + entry.action())
                .containsExactly("ann project.delete", "ann project.update", "ann project.create");
        assertThatThrownBy(() -> projects.require("kept")).hasMessageStartingWith("ProjectNotFound");
    }

    @Test
    void writingTheSameAgainIsNoChange() {
        RegisteredProject first = projects.apply(project("same", "one"), ANN);
        assertThat(projects.apply(project("same", "one"), ANN).version()).isEqualTo(first.version());
        assertThat(audit.about("project:same", 9)).hasSize(1);
    }

    @Test
    void aWriteOverSomeoneElsesIsRefused() {
        long version = projects.create(project("contested", "one"), ANN).version();
        projects.update(project("contested", "two"), Optional.of(version), ANN);
        assertThatThrownBy(() -> projects.update(project("contested", "three"), Optional.of(version), ANN))
                .hasMessageStartingWith("Conflict");
    }

    @Test
    void aProjectThatCannotBeReadIsNotTakenIn() {
        Manifest broken = project("broken", "one")
                .with(tree -> tree.withObject("/spec").putArray("sourceRepos").add(5));
        assertThatThrownBy(() -> projects.create(broken, ANN)).hasMessageStartingWith("InvalidProject");
        assertThat(projects.find("broken")).isEmpty();
    }

    @Test
    void theEnvironmentComesFromLabelsElseFromTheNamesOfTheDestination() {
        assertThat(environment(Map.of("fairway.dev/environment", "qa"), "shop-production", "main"))
                .isEqualTo(new Environment("qa", false));
        assertThat(environment(Map.of(), "shop-production", "main")).isEqualTo(new Environment("production", true));
        assertThat(environment(Map.of(), "shop", "eu-staging")).isEqualTo(new Environment("staging", false));
        assertThat(environment(Map.of(), "reproduction", "main")).isEqualTo(new Environment("main", false));

        environments.put(new Environment("live", true), ANN);
        assertThat(environment(Map.of(), "live", "main")).isEqualTo(new Environment("live", true));
    }

    private Environment environment(Map<String, String> labels, String namespace, String cluster) {
        return environments.of(labels, Map.of(), namespace, cluster);
    }

    private static Manifest project(String name, String description) {
        ObjectNode tree = new JsonMapper().createObjectNode();
        tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AppProject");
        tree.withObject("/metadata").put("name", name);
        tree.withObject("/metadata/labels").put("team", "blue");
        tree.withObject("/spec").put("description", description);
        return Manifest.of(tree);
    }
}
