package dev.fairway.rendering.kustomize;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Closure.ExportedFile;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Text that is cheap to write and dear to read. Kustomize's own reader takes gigabytes for half a kilobyte. */
final class Bombs {

    /** Kustomize compares every object with every other: 6,000 tiny ones take it half a minute. */
    private static final int MAX_OBJECTS = 5_000;

    private Bombs() {}

    /**
     * Looks at what Kustomize is about to read. Not part of working out a recipe, because that is done far more often than
     * rendering.
     *
     * @param parsed places in the export
     */
    static void refuse(Closure closure, Set<String> parsed) {
        int objects = 0;
        for (ExportedFile file : closure.files()) {
            if (parsed.contains(file.target())) {
                byte[] content = file.bytes();
                objects += objectsIn(content);
                if (objects > MAX_OBJECTS) {
                    throw Problem.stalled(
                                    "TooManyObjects",
                                    "The kustomization holds more than %,d objects (counted up to %s); Kustomize takes too long for them. Split it into several applications."
                                            .formatted(MAX_OBJECTS, file.path()))
                            .asException();
                }
                refuse(content, file.path());
            }
        }
    }

    /** How many objects a text holds, near enough: every object says its kind at the start of a line. */
    private static int objectsIn(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        boolean list = text.contains("items") && text.contains("List");
        int count = text.startsWith("kind") ? 1 : 0;
        for (int at = text.indexOf("kind"); at >= 0; at = text.indexOf("kind", at + 4)) {
            int start = at - 1;
            while (list && start >= 0 && " -\"{\t".indexOf(text.charAt(start)) >= 0) {
                start--;
            }
            count += start >= 0 && text.charAt(start) == '\n' ? 1 : 0;
        }
        return count;
    }

    /** An alias needs an anchor and a star: only a text with both is read here before the tool reads it. */
    private static void refuse(byte[] content, String path) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.indexOf('&') < 0 || text.indexOf('*') < 0) {
            return;
        }
        try {
            Manifests.parse(content, path, YamlLimits.DEFAULT, value -> value);
        } catch (ProblemException problem) {
            // A patch is no object and need not be one; anything else is wrong with the text itself.
            if (!problem.problem().code().equals("ManifestInvalid")) {
                throw problem;
            }
        }
    }
}
