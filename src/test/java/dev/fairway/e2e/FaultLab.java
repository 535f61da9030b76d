package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.ledger.Ledger;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import dev.fairway.tenancy.Projects;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Where things are made to go wrong: a repository, the sandbox's fault rules, and the pages that must tell of it. */
final class FaultLab {

    private static final Pattern SENTENCE = Pattern.compile("(?s)<p class=\"say\">(.*?)</p>");
    private static final Pattern RULE = Pattern.compile("rule <code>([a-z-]+)</code>");
    /** A failure is final, so that the page says the same from then on. */
    private static final String NO_RETRY = "\n    retry: {limit: 0}\n";

    private final Fairway fairway;
    private final Repository repository;
    private final Rest rest;

    FaultLab(Fairway fairway) {
        this.fairway = fairway;
        this.repository = fairway.repository("faults");
        this.rest = fairway.rest();
    }

    /** What the page of an application's newest operation says. */
    record Told(String rule, String sentence, String page) {}

    String address() {
        return fairway.address("faults");
    }

    Fairway fairway() {
        return fairway;
    }

    Rest rest() {
        return rest;
    }

    /** @param files by their path below the application's folder */
    void push(String application, Map<String, String> files) {
        repository.push(
                "Change " + application,
                files.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                file -> application + "/" + file.getKey(), Map.Entry::getValue)));
    }

    /** An application that follows Git by itself. */
    void automated(String application) {
        rest.create(Yaml.automated(application, address()).stripTrailing() + NO_RETRY);
    }

    void runs(String application, Map<String, String> files) {
        push(application, files);
        automated(application);
    }

    /** Something is good first and then becomes this. */
    void becomes(String application, Map<String, String> good, Map<String, String> bad) {
        runs(application, good);
        eventually(() -> assertThat(rest.state(application)).isEqualTo("Synced Healthy"));
        push(application, bad);
    }

    /** A fault rule that holds in the namespace of the application's name. */
    void rule(String application, String fault, Map<String, String> data) {
        fairway.cluster()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("sandbox-system")
                        .endMetadata()
                        .build())
                .serverSideApply();
        fairway.cluster()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(application)
                        .withNamespace("sandbox-system")
                        .addToLabels("sandbox.fairway.dev/fault", fault)
                        .endMetadata()
                        .addToData(data)
                        .addToData("namespaces", application)
                        .build())
                .serverSideApply();
    }

    /** Takes the rule of that name away. */
    void noRule(String application) {
        fairway.cluster()
                .configMaps()
                .inNamespace("sandbox-system")
                .withName(application)
                .delete();
    }

    /** Makes a project, or sets it right. */
    void project(String yaml) {
        fairway.part(Projects.class)
                .apply(
                        Manifest.of(Manifests.readObject(
                                yaml.getBytes(StandardCharsets.UTF_8), "project", YamlLimits.DEFAULT)),
                        Actor.person("test"));
    }

    Told told(String application) {
        var operations = fairway.part(Ledger.class).operations(new ApplicationName("argocd", application), 1);
        assertThat(operations).as(application + " has an operation").isNotEmpty();
        String page = rest.body("/ops/" + operations.getFirst().id());
        return new Told(first(RULE, page), text(first(SENTENCE, page)), text(page));
    }

    private static String first(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String text(String html) {
        return HtmlUtils.htmlUnescape(html.replaceAll("(?s)<[^>]*>", ""))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
