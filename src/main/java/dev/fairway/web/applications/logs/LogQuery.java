package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterDriver.LogRequest;
import dev.fairway.resource.ResourceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to read, as the page's address says it.
 *
 * @param of the object whose pods are meant; empty for all of the application
 * @param pod one pod by its name
 * @param container empty for each pod's first
 * @param previous the run before the current one
 * @param since seconds back; 0 for all
 * @param tail how many lines of each pod
 * @param q what lines must contain
 * @param invert lines that do not contain it, instead
 * @param exact upper and lower case differ
 * @param level {@code error} or {@code warn} and worse; empty for all
 * @param wrap long lines are broken
 * @param times the time is shown before each line
 * @param at the instant of a line that a link points to; the lines around it are read
 */
record LogQuery(
        String of,
        String pod,
        String container,
        boolean previous,
        int since,
        int tail,
        String q,
        boolean invert,
        boolean exact,
        String level,
        boolean wrap,
        boolean times,
        String at) {

    static final int MOST_LINES = 2_000;
    private static final int USUAL_TAIL = 1_000;
    private static final Duration BEFORE_LINKED_LINE = Duration.ofSeconds(60);

    /** The last lines of the pods at or below an object. */
    static LogQuery tailOf(ResourceKey key, int lines) {
        return new LogQuery(key.toString(), "", "", false, 0, lines, "", false, false, "", true, true, "");
    }

    /** As Spring binds a form: what is not sent is null. */
    record Form(
            @Nullable String of,
            @Nullable String pod,
            @Nullable String container,
            @Nullable Boolean previous,
            @Nullable Integer since,
            @Nullable Integer tail,
            @Nullable String q,
            @Nullable Boolean invert,
            @Nullable Boolean exact,
            @Nullable String level,
            @Nullable String wrap,
            @Nullable String times,
            @Nullable String at) {

        /** Of a container that keeps crashing, the run before tells why; the current one has hardly begun. */
        LogQuery query(PodChoice choice) {
            LogQuery query = query();
            return previous == null && choice.keepsCrashing() ? query.withPrevious(true) : query;
        }

        LogQuery query() {
            return new LogQuery(
                    text(of),
                    text(pod),
                    text(container),
                    Boolean.TRUE.equals(previous),
                    since == null ? 0 : Math.max(0, since),
                    tail == null || tail <= 0 ? USUAL_TAIL : Math.min(tail, MOST_LINES),
                    text(q),
                    Boolean.TRUE.equals(invert),
                    Boolean.TRUE.equals(exact),
                    text(level),
                    !"off".equals(wrap),
                    !"off".equals(times),
                    text(at));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value.strip();
        }
    }

    LogRequest of(ResourceKey key) {
        Optional<Instant> linked = linked();
        return new LogRequest(
                key.namespace(),
                key.name(),
                container,
                previous,
                linked.isPresent() ? Optional.empty() : Optional.of(tail),
                linked.isEmpty() && since > 0 ? Optional.of(since) : Optional.empty(),
                // The pod's own clock wrote the time of the line.
                linked.map(instant -> instant.minus(BEFORE_LINKED_LINE)),
                false,
                true);
    }

    /** Every line of the time chosen. */
    LogRequest whole(ResourceKey key) {
        LogRequest some = of(key);
        return new LogRequest(
                some.namespace(),
                some.pod(),
                some.container(),
                some.previous(),
                Optional.empty(),
                some.sinceSeconds(),
                some.sinceTime(),
                some.follow(),
                some.timestamps());
    }

    /** Lines that are older than some are left out. */
    boolean isOfSomeTime() {
        return since > 0 || linked().isPresent();
    }

    /** The last line of each pod, whichever is wanted. */
    LogQuery lastLine() {
        return new LogQuery(of, pod, container, false, 0, 1, "", false, false, "", wrap, times, "");
    }

    /** From now on. */
    LogRequest following(ResourceKey key) {
        return new LogRequest(
                key.namespace(), key.name(), container, false, Optional.of(0), Optional.empty(), true, true);
    }

    private Optional<Instant> linked() {
        try {
            return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    LineFilter filter() {
        return new LineFilter(q, invert, exact, level);
    }

    LogQuery withPrevious(boolean other) {
        return new LogQuery(of, pod, container, other, since, tail, q, invert, exact, level, wrap, times, at);
    }

    LogQuery withWrap(boolean other) {
        return new LogQuery(of, pod, container, previous, since, tail, q, invert, exact, level, other, times, at);
    }

    LogQuery withTimes(boolean other) {
        return new LogQuery(of, pod, container, previous, since, tail, q, invert, exact, level, wrap, other, at);
    }

    LogQuery withLevel(String other) {
        return new LogQuery(of, pod, container, previous, since, tail, q, invert, exact, other, wrap, times, "");
    }

    LogQuery linkedTo(String instant) {
        return new LogQuery(of, pod, container, previous, since, tail, "", false, false, "", wrap, times, instant);
    }

    /** The query of an address, with its question mark. */
    String text() {
        StringBuilder text = new StringBuilder();
        add(text, "of", of);
        add(text, "pod", pod);
        add(text, "container", container);
        // Always said: where nothing is said, a container that crashes shows its previous run.
        add(text, "previous", String.valueOf(previous));
        add(text, "since", since > 0 ? String.valueOf(since) : "");
        add(text, "tail", tail == USUAL_TAIL ? "" : String.valueOf(tail));
        add(text, "q", q);
        add(text, "invert", invert ? "true" : "");
        add(text, "exact", exact ? "true" : "");
        add(text, "level", level);
        add(text, "wrap", wrap ? "" : "off");
        add(text, "times", times ? "" : "off");
        add(text, "at", at);
        return text.isEmpty() ? "" : "?" + text.substring(1);
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
