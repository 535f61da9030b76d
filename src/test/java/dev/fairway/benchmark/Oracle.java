package dev.fairway.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which applications a commit affects, found out by rendering every one of them with the real kustomize and comparing bytes. A
 * hundred overlays are built by one start of the program; each writes into a namespace of its own, so that its part of what comes
 * out is known.
 */
final class Oracle {

    private static final int AT_ONCE = 100;
    private static final Pattern NAMESPACE = Pattern.compile("^  namespace: (\\S+)$", Pattern.MULTILINE);

    private final Path kubectl;
    private final Path checkout;
    private final int applications;

    Oracle(Path kubectl, Path checkout, int applications) {
        this.kubectl = kubectl;
        this.checkout = checkout;
        this.applications = applications;
    }

    /** Of every application what it renders to now. */
    Map<String, String> render() throws IOException, InterruptedException {
        Map<String, String> rendered = new HashMap<>();
        for (int first = 0; first < applications; first += AT_ONCE) {
            for (String object :
                    build(first, Math.min(applications, first + AT_ONCE)).split("(?m)^---$")) {
                Matcher namespace = NAMESPACE.matcher(object);
                if (!namespace.find()) {
                    throw new AssertionError("An object without a namespace: " + object);
                }
                rendered.merge(namespace.group(1), object, String::concat);
            }
        }
        if (rendered.size() != applications) {
            throw new AssertionError("Of %d applications %d were rendered".formatted(applications, rendered.size()));
        }
        return rendered;
    }

    static long different(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(entry -> !Objects.equals(before.get(entry.getKey()), entry.getValue()))
                .count();
    }

    private String build(int from, int to) throws IOException, InterruptedException {
        // Beside the overlays, as kustomize wants it; never committed, because it is gone before the next commit.
        Path all = Files.createDirectories(checkout.resolve("all"));
        List<String> lines = new ArrayList<>(List.of("resources:"));
        for (int i = from; i < to; i++) {
            lines.add("  - ../apps/" + Monorepo.name(i));
        }
        Path list = Files.write(all.resolve("kustomization.yaml"), lines);
        try {
            Process process = new ProcessBuilder(kubectl.toString(), "kustomize", all.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String built = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError("kustomize failed");
            }
            return built;
        } finally {
            Files.delete(list);
            Files.delete(all);
        }
    }
}
