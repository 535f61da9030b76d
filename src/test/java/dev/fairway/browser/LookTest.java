package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of colours, shapes and sizes without a browser. */
class LookTest {

    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Pattern PAIR = Pattern.compile("--([\\w-]+): light-dark\\((#[0-9A-F]{6}), (#[0-9A-F]{6})\\)");
    private static final Pattern ONE = Pattern.compile("--([\\w-]+): (#[0-9A-F]{6});");
    private static final Pattern TAG = Pattern.compile("<[a-z:]+ [^>]*>");
    private static final Pattern SYMBOL = Pattern.compile("<symbol id=\"m-([\\w-]+)\"[^>]*>(.*?)</symbol>");
    private static final List<String> STATUSES = List.of("ok", "bad", "warn", "info", "susp", "miss", "unk");

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everyWordCanBeReadInBothThemes(int theme) throws IOException {
        Map<String, String> tokens = tokens(theme);
        List<String> tooFaint = new ArrayList<>();
        for (String ground : List.of("bg", "surface", "raised", "hover", "select")) {
            for (String ink : List.of("text", "muted", "link")) {
                expect(tokens, ink, ground, 4.5, tooFaint);
            }
        }
        for (String solid : List.of("primary", "primary-hover", "danger", "danger-hover")) {
            expect(tokens, "on-solid", solid, 4.5, tooFaint);
        }
        for (String ink : List.of("log-text", "log-muted", "log-bad", "log-warn", "log-link")) {
            expect(tokens, ink, "log-bg", 4.5, tooFaint);
        }
        expect(tokens, "log-on-hit", "log-hit", 4.5, tooFaint);
        for (String ground : List.of("diff-add", "diff-add-word", "diff-del", "diff-del-word")) {
            expect(tokens, "text", ground, 4.5, tooFaint);
        }
        for (String status : STATUSES) {
            expect(tokens, status, status + "-tint", 4.5, tooFaint);
            expect(tokens, status, "surface", 4.5, tooFaint);
        }
        assertThat(tooFaint).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everyMarkAndControlCanBeSeenInBothThemes(int theme) throws IOException {
        Map<String, String> tokens = tokens(theme);
        List<String> tooFaint = new ArrayList<>();
        for (String ground : List.of("bg", "surface")) {
            expect(tokens, "control", ground, 3, tooFaint);
            STATUSES.forEach(status -> expect(tokens, status, ground, 3, tooFaint));
            List.of("s1", "s2", "s3", "s4", "s5", "s6").forEach(series -> expect(tokens, series, ground, 3, tooFaint));
        }
        STATUSES.forEach(status -> expect(tokens, "glyph", status, 3, tooFaint));
        assertThat(tooFaint).isEmpty();
    }

    /** Whoever sees no colours tells them apart by their shapes. */
    /** An element that a fragment replaces is gone before its condition is asked: what it was to hide is shown. */
    @Test
    void noConditionStandsOnAnElementThatAFragmentReplaces() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("frontend-templates"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                assertThat(TAG.matcher(Files.readString(template)).results().map(MatchResult::group))
                        .as(template.toString())
                        .noneMatch(tag -> tag.contains(" th:replace=")
                                && (tag.contains(" th:if=") || tag.contains(" th:unless=")));
            }
        }
    }

    @Test
    void everyStatusHasAShapeOfItsOwn() throws IOException {
        Map<String, String> shapes = new TreeMap<>();
        Matcher symbol = SYMBOL.matcher(Files.readString(Path.of("frontend-templates/fragments/sprite.html")));
        while (symbol.find()) {
            shapes.put(symbol.group(1), symbol.group(2).replaceAll(" class=\"[^\"]*\"", ""));
        }
        assertThat(shapes)
                .containsKeys(
                        "healthy",
                        "progressing",
                        "degraded",
                        "suspended",
                        "missing",
                        "unknown",
                        "synced",
                        "outofsync",
                        "failed",
                        "running",
                        "paused",
                        "terminating");
        Set<String> seen = new HashSet<>();
        assertThat(shapes.entrySet().stream().filter(shape -> !seen.add(shape.getValue())))
                .as("marks that look like another one")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"js 60000", "css 30000"})
    void whatIsSentForAFirstPageStaysSmall(String kind) throws IOException {
        String[] limit = kind.split(" ");
        int size = 0;
        try (Stream<Path> files = Files.walk(STATIC.resolve(limit[0]))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += zipped(Files.readAllBytes(file));
            }
        }
        assertThat(size).as("bytes of %s, compressed", limit[0]).isPositive().isLessThan(Integer.parseInt(limit[1]));
    }

    private static void expect(
            Map<String, String> tokens, String ink, String ground, double least, List<String> tooFaint) {
        double contrast = contrast(tokens.get(ink), tokens.get(ground));
        if (contrast < least) {
            tooFaint.add("%s on %s: %.2f".formatted(ink, ground, contrast));
        }
    }

    /** @param theme 0 for light, 1 for dark */
    private static Map<String, String> tokens(int theme) throws IOException {
        String css = Files.readString(STATIC.resolve("css/tokens.css"), StandardCharsets.UTF_8);
        Map<String, String> tokens = new TreeMap<>();
        PAIR.matcher(css).results().forEach(pair -> tokens.put(pair.group(1), pair.group(2 + theme)));
        ONE.matcher(css).results().forEach(one -> tokens.putIfAbsent(one.group(1), one.group(2)));
        return tokens;
    }

    /** WCAG 2, 1.4.3. */
    private static double contrast(String one, String other) {
        double brighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (brighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static int zipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.size();
    }
}
