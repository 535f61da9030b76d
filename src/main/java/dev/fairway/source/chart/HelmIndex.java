package dev.fairway.source.chart;

import dev.fairway.resource.Problem;
import dev.fairway.source.revision.SemanticVersion;
import dev.fairway.source.revision.VersionConstraint;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * One chart's versions in a Helm repository's {@code index.yaml}. Indexes of tens of megabytes are common, so the file is
 * read as a stream of events and everything but the one chart is passed over.
 *
 * @param versions in the order of the index
 */
record HelmIndex(String chart, List<Version> versions) {

    /** @param digest SHA-256 in hex; empty if the index gives none */
    record Version(String version, String url, String digest) {}

    static HelmIndex read(InputStream index, String chart, long maxBytes) throws IOException {
        try (var reader = new InputStreamReader(index, StandardCharsets.UTF_8)) {
            Yaml yaml = new Yaml(new SafeConstructor(BoundedYaml.options(maxBytes)));
            return new HelmIndex(chart, versions(yaml.parse(reader).iterator(), chart));
        } catch (YAMLException | StackOverflowError e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof IOException broken) {
                    throw broken;
                }
            }
            throw Problem.stalled("ChartInvalid", "The repository's index.yaml is not valid YAML")
                    .asException(e);
        }
    }

    private static List<Version> versions(Iterator<Event> events, String chart) {
        // entries: <chart>: - version, urls[], digest
        int depth = 0;
        String atTop = "";
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (depth == 1 && event instanceof ScalarEvent key) {
                atTop = key.getValue();
                if (!atTop.equals("entries")) {
                    skip(events);
                }
            } else if (depth == 2 && atTop.equals("entries") && event instanceof ScalarEvent name) {
                if (name.getValue().equals(chart)) {
                    return list(events);
                }
                skip(events);
            }
        }
        return List.of();
    }

    private static List<Version> list(Iterator<Event> events) {
        List<Version> versions = new ArrayList<>();
        if (!(events.next() instanceof CollectionStartEvent)) {
            return versions;
        }
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            if (event instanceof CollectionStartEvent) {
                version(events).ifPresent(versions::add);
            }
        }
        return versions;
    }

    private static Optional<Version> version(Iterator<Event> events) {
        Map<String, String> fields = new HashMap<>();
        for (Event key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
            String name = key instanceof ScalarEvent scalar ? scalar.getValue() : "";
            Event value = events.next();
            if (value instanceof ScalarEvent scalar) {
                fields.put(name, scalar.getValue());
            } else if (value instanceof CollectionStartEvent) {
                firstOf(events).ifPresent(first -> fields.put(name, first));
            }
        }
        String version = fields.getOrDefault("version", "");
        String url = fields.getOrDefault("urls", "");
        return version.isEmpty() || url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Version(version, url, fields.getOrDefault("digest", "")));
    }

    /** The first text of a list; the rest of the collection is passed over. */
    private static Optional<String> firstOf(Iterator<Event> events) {
        Optional<String> first = Optional.empty();
        int depth = 1;
        while (depth > 0) {
            Event event = events.next();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (first.isEmpty() && depth == 1 && event instanceof ScalarEvent scalar) {
                first = Optional.of(scalar.getValue());
            }
        }
        return first;
    }

    private static void skip(Iterator<Event> events) {
        Event event = events.next();
        if (event instanceof ScalarEvent || event instanceof AliasEvent) {
            return;
        }
        firstOf(events);
    }

    /** An exact version as it is written; a constraint by its highest match; empty means the newest release. */
    Optional<Version> select(String wanted) {
        Optional<Version> exact = versions.stream()
                .filter(each -> each.version().equals(wanted) || each.version().equals("v" + wanted))
                .findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        Map<SemanticVersion, Version> known = new HashMap<>();
        for (Version each : versions) {
            SemanticVersion.parse(each.version()).ifPresent(version -> known.putIfAbsent(version, each));
        }
        return VersionConstraint.parse(wanted.isBlank() ? "*" : wanted)
                .flatMap(range -> range.highestOf(known.keySet()))
                .map(known::get);
    }
}
