package dev.fairway.packaging;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.SecretText;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Our chart, rendered by the real helm with one of the values files. */
record Chart(String text) {

    static final Path FOLDER = Path.of("helm", "fairway");

    static Path values(String name) {
        return Path.of("src", "test", "resources", "packaging", "values-" + name + ".yaml");
    }

    static Programs.Answer lint(String values) {
        return Programs.helm(List.of(
                "lint",
                "--strict",
                FOLDER.toString(),
                "--values",
                values(values).toString()));
    }

    static Programs.Answer template(String values, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("template", "fairway", FOLDER.toString(), "--namespace", "fairway", "--values"));
        arguments.add(values(values).toString());
        arguments.addAll(List.of(more));
        return Programs.helm(arguments);
    }

    static Chart rendered(String values, String... more) {
        Programs.Answer answer = template(values, more);
        if (answer.code() != 0) {
            throw new AssertionError(answer.text());
        }
        return new Chart(answer.text());
    }

    /** As Fairway itself would read it. */
    List<Manifest> manifests() {
        return Manifests.parse(
                text.getBytes(StandardCharsets.UTF_8), "helm template", YamlLimits.DEFAULT, SecretText::fingerprinted);
    }

    Stream<Manifest> all(String kind) {
        return manifests().stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Manifest only(String kind) {
        List<Manifest> found = all(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError("%d objects of kind %s instead of one".formatted(found.size(), kind));
        }
        return found.getFirst();
    }
}
