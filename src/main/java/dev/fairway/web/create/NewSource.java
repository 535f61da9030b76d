package dev.fairway.web.create;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * One source in the form.
 *
 * @param chart a chart's name, if the repository holds charts; the path counts otherwise
 * @param ref a name by which other sources read its files, as {@code $name/values.yaml}
 */
public record NewSource(String repository, String revision, String path, String chart, String ref) {

    static final NewSource EMPTY = new NewSource("", "", "", "", "");

    /** More than anyone writes by hand. */
    private static final int MOST = 20;

    /** The rows of the form, at least one. */
    static List<NewSource> read(MultiValueMap<String, String> form) {
        List<NewSource> sources = new ArrayList<>();
        int rows = Math.min(MOST, form.getOrDefault("repository", List.of()).size());
        for (int at = 0; at < rows; at++) {
            sources.add(new NewSource(
                    text(form, "repository", at),
                    text(form, "revision", at),
                    text(form, "path", at),
                    text(form, "chart", at),
                    text(form, "ref", at)));
        }
        return sources.isEmpty() ? List.of(EMPTY) : List.copyOf(sources);
    }

    boolean isUntouched() {
        return Stream.of(repository, revision, path, chart, ref).allMatch(String::isEmpty);
    }

    public boolean isSpecial() {
        return !chart.isEmpty() || !ref.isEmpty();
    }

    void write(ObjectNode source) {
        source.put("repoURL", repository);
        if (!chart.isEmpty()) {
            source.put("chart", chart);
        } else if (ref.isEmpty() || !path.isEmpty()) {
            source.put("path", path.isEmpty() ? "." : path);
        }
        source.put("targetRevision", !revision.isEmpty() ? revision : chart.isEmpty() ? "HEAD" : "*");
        if (!ref.isEmpty()) {
            source.put("ref", ref);
        }
    }

    private static String text(MultiValueMap<String, String> form, String field, int at) {
        List<String> values = form.getOrDefault(field, List.of());
        return at < values.size() && values.get(at) != null ? values.get(at).strip() : "";
    }
}
