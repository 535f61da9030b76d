package dev.fairway.sandbox.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The samples on the class path, under {@code sandbox/samples}. */
final class SampleFiles {

    private static final String ROOT = "/sandbox/samples/";

    /** Stands for the address under which the repositories are served, which is known only when they are made. */
    private static final String ADDRESS = "__SANDBOX_GIT__";

    private final YAMLMapper yaml = new YAMLMapper();

    List<String> repositories() {
        return yaml.readValue(text("repositories.yaml"), new TypeReference<List<String>>() {});
    }

    SampleHistory history(String repository) {
        return yaml.readValue(text(repository + "/history.yaml"), SampleHistory.class);
    }

    /**
     * Every file after the last commit, by path.
     *
     * @param address replaces the placeholder for the address of this Git host, without a slash at its end
     */
    Map<String, String> tree(String repository, SampleHistory history, String address) {
        Map<String, String> files = new TreeMap<>();
        history.commits().stream()
                .flatMap(commit -> commit.adds().stream())
                .forEach(path ->
                        files.put(path, text(repository + "/tree/" + path).replace(ADDRESS, address)));
        return files;
    }

    private static String text(String path) {
        try (InputStream in = SampleFiles.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                throw new IllegalStateException("The sample file " + path + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sample file " + path, e);
        }
    }
}
