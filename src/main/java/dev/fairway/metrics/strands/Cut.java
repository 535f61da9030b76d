package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Failure;
import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.Figures;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Kind;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Ranks;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Release;
import dev.fairway.metrics.figures.Rules;
import dev.fairway.metrics.figures.Span;
import dev.fairway.metrics.figures.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What was asked for of all strands. Numbers come from their columns; words are read when a row is opened. */
public final class Cut {

    private static final Set<Metric> OF_INCIDENTS =
            Set.of(Metric.CHANGE_FAIL_RATE, Metric.FAILED_DEPLOYMENT_RECOVERY_TIME);

    /** Deployments whose commits are read together. */
    private static final int READ_AT_ONCE = 1_000;

    private final Rules rules;
    private final List<Part> parts;
    private final List<Incident> unlinked;
    private final List<Incident> incidents;
    private final Function<String, List<Reclassified>> words;
    private final CommitWords commits;

    /** A page asks for the same figure in several places. */
    private final Map<Asked, Figure> known = new ConcurrentHashMap<>();

    private final Map<Long, Begin> begins = new ConcurrentHashMap<>();

    private record Asked(Metric metric, Span span) {}

    record Part(Strand strand, String environment, Set<Site> chosen, Count count) {}

    Cut(
            Rules rules,
            List<Part> parts,
            List<Incident> unlinked,
            List<Incident> incidents,
            Function<String, List<Reclassified>> words,
            CommitWords commits) {
        this.rules = rules;
        this.parts = parts;
        this.unlinked = unlinked;
        this.incidents = incidents;
        this.words = words;
        this.commits = commits;
    }

    /** A counted row, without words. */
    public static final class Counted {

        private final Count count;
        private final Metric metric;
        private final int row;

        private Counted(Count count, Metric metric, int row) {
            this.count = count;
            this.metric = metric;
            this.row = row;
        }

        private int release() {
            return count.releaseOf(metric, row);
        }

        private long millis() {
            return count.at[release()];
        }

        public Instant at() {
            return Instant.ofEpochMilli(millis());
        }

        public double seconds() {
            return count.took(metric, row) / 1000.0;
        }

        public boolean isHit() {
            return count.isHit(metric, row);
        }

        public Kind kind() {
            return count.kind(release());
        }

        /** Why it failed first; empty if it did not. */
        public Optional<Failure.Why> failure() {
            return count.firstWhy(release());
        }
    }

    private record Out(Count count, int out) {}

    /** Whether anything is in it, of whatever time. */
    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part.count().at.length == 0);
    }

    /** Whether the commits of anything in it are known. */
    public boolean knowsCommits() {
        return parts.stream()
                .anyMatch(part -> part.count().at.length > 0
                        && part.count().newest(part.count().at.length - 1).isPresent());
    }

    public List<Incident> incidents() {
        return incidents;
    }

    public List<Reclassified> words(String deployment) {
        return words.apply(deployment);
    }

    public Figure figure(Metric metric, Span span) {
        return known.computeIfAbsent(new Asked(metric, span), asked -> counted(metric, span));
    }

    private Figure counted(Metric metric, Span span) {
        Within within = within(metric, span);
        int n = 0;
        long hits = 0;
        boolean durations = metric.unit() == Metric.Unit.SECONDS;
        Numbers millis = new Numbers(durations ? within.rows() : 0);
        long[] out = new long[LeftOut.Because.values().length];
        for (int part = 0; part < parts.size(); part++) {
            Count count = parts.get(part).count();
            for (int row = within.first()[part]; row < within.end()[part]; row++) {
                if (count.isCounted(metric, row)) {
                    n++;
                    hits += count.isHit(metric, row) ? 1 : 0;
                    if (durations) {
                        millis.add(count.took(metric, row));
                    }
                }
            }
            for (int at = within.firstOut()[part]; at < within.endOut()[part]; at++) {
                if (count.isLeftOut(metric, at)) {
                    out[count.because(at).ordinal()]++;
                }
            }
        }
        out[LeftOut.Because.UNLINKED.ordinal()] += unlinked(metric, span).count();
        Map<LeftOut.Because, Long> leftOut = new EnumMap<>(LeftOut.Because.class);
        for (LeftOut.Because because : LeftOut.Because.values()) {
            if (out[because.ordinal()] > 0) {
                leftOut.put(because, out[because.ordinal()]);
            }
        }
        return Figure.of(metric, span, n, hits, millis.all(), leftOut, rules);
    }

    /**
     * Where something begins in each part: a week ends where the next begins, and so it does for every figure.
     *
     * @param leads rows of the lead time
     * @param out what was left out
     */
    private record Begin(int[] releases, int[] leads, int[] out) {}

    /** Which rows of each part are in a span. */
    private record Within(int[] first, int[] end, int[] firstOut, int[] endOut) {

        int rows() {
            int rows = 0;
            for (int part = 0; part < first.length; part++) {
                rows += end[part] - first[part];
            }
            return rows;
        }
    }

    private Within within(Metric metric, Span span) {
        Begin from = begins.computeIfAbsent(span.from().toEpochMilli(), this::begin);
        Begin to = begins.computeIfAbsent(span.to().toEpochMilli(), this::begin);
        return metric == Metric.CHANGE_LEAD_TIME
                ? new Within(from.leads(), to.leads(), from.out(), to.out())
                : new Within(from.releases(), to.releases(), from.out(), to.out());
    }

    private Begin begin(long millis) {
        Begin begin = new Begin(new int[parts.size()], new int[parts.size()], new int[parts.size()]);
        for (int part = 0; part < parts.size(); part++) {
            Count count = parts.get(part).count();
            begin.releases()[part] = count.firstRelease(millis);
            begin.leads()[part] = count.firstLead(begin.releases()[part]);
            begin.out()[part] = count.firstOut(millis);
        }
        return begin;
    }

    private Stream<Incident> unlinked(Metric metric, Span span) {
        if (!OF_INCIDENTS.contains(metric)) {
            return Stream.empty();
        }
        Instant from = span.from();
        Instant to = span.to();
        return unlinked.stream()
                .filter(each ->
                        !each.startedAt().isBefore(from) && each.startedAt().isBefore(to));
    }

    /** As many as there is room for. */
    private static final class Numbers {
        private final long[] some;
        private int size;

        Numbers(int room) {
            some = new long[room];
        }

        void add(long each) {
            some[size++] = each;
        }

        long[] all() {
            return size == some.length ? some : Arrays.copyOf(some, size);
        }
    }

    public void each(Metric metric, Span span, Consumer<Counted> what) {
        Within within = within(metric, span);
        for (int part = 0; part < parts.size(); part++) {
            Count count = parts.get(part).count();
            for (int row = within.first()[part]; row < within.end()[part]; row++) {
                if (count.isCounted(metric, row)) {
                    what.accept(new Counted(count, metric, row));
                }
            }
        }
    }

    /** The median of a part of the way of all changes, in seconds; empty if it is known of none. */
    public OptionalDouble stage(Stage stage, Span span) {
        Within within = within(Metric.CHANGE_LEAD_TIME, span);
        Numbers seconds = new Numbers(within.rows());
        for (int part = 0; part < parts.size(); part++) {
            Count count = parts.get(part).count();
            for (int lead = within.first()[part]; lead < within.end()[part]; lead++) {
                int took = count.stage(stage, lead);
                if (took >= 0) {
                    seconds.add(took);
                }
            }
        }
        long[] all = seconds.all();
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Ranks.median(all));
    }

    /** How many rows there are of those that are chosen. */
    public int size(Metric metric, Span span, Predicate<Counted> chosen) {
        int[] size = {0};
        each(metric, span, each -> size[0] += chosen.test(each) ? 1 : 0);
        return size[0];
    }

    /** Rows with their words, newest first: so many after those that are skipped. */
    public List<Line> lines(Metric metric, Span span, Predicate<Counted> chosen, int skip, int most) {
        List<Counted> found = new ArrayList<>();
        Within within = within(metric, span);
        for (int part = 0; part < parts.size(); part++) {
            Count count = parts.get(part).count();
            int left = most > Integer.MAX_VALUE - skip ? Integer.MAX_VALUE : skip + most;
            for (int row = within.end()[part] - 1; row >= within.first()[part] && left > 0; row--) {
                Counted each = new Counted(count, metric, row);
                if (count.isCounted(metric, row) && chosen.test(each)) {
                    found.add(each);
                    left--;
                }
            }
        }
        List<Counted> some = found.stream()
                .sorted(Comparator.comparingLong(Counted::millis).reversed())
                .skip(skip)
                .limit(most)
                .toList();
        return worded(
                some,
                each -> Stream.concat(
                        each.count.newest(each.release()).stream(),
                        metric == Metric.CHANGE_LEAD_TIME ? Stream.of(each.count.commit(each.row)) : Stream.empty()),
                (each, read) -> each.count.line(metric, each.row, read));
    }

    /** The words of all rows would be more than there is room for: some are read, and only what is said of them is kept. */
    private <R, L> List<L> worded(
            List<R> rows,
            Function<R, Stream<CommitAt>> commits,
            BiFunction<R, Function<CommitAt, Optional<Change>>, L> line) {
        List<L> lines = new ArrayList<>(rows.size());
        for (int from = 0; from < rows.size(); from += READ_AT_ONCE) {
            List<R> some = rows.subList(from, Math.min(from + READ_AT_ONCE, rows.size()));
            Function<CommitAt, Optional<Change>> read =
                    reading(some.stream().flatMap(commits).toList());
            some.forEach(each -> lines.add(line.apply(each, read)));
        }
        return List.copyOf(lines);
    }

    private Function<CommitAt, Optional<Change>> reading(List<CommitAt> places) {
        Set<String> deployments = new HashSet<>();
        places.forEach(place -> deployments.add(place.deployment()));
        Map<String, CommitWords.Said> read = deployments.isEmpty() ? Map.of() : commits.of(deployments);
        return place -> Optional.ofNullable(read.get(place.deployment()))
                .map(CommitWords.Said::commits)
                .filter(all -> place.number() < all.size())
                .map(all -> all.get(place.number()));
    }

    /** What was not counted for one reason, newest first. */
    public List<Line.Out> leftOut(Metric metric, Span span, LeftOut.Because because, int skip, int most) {
        if (because == LeftOut.Because.UNLINKED) {
            return unlinked(metric, span)
                    .sorted(Comparator.comparing(Incident::startedAt).reversed())
                    .skip(skip)
                    .limit(most)
                    .map(each -> new Line.Out(
                            new LeftOut(each.id(), each.title(), LeftOut.Because.UNLINKED, each.startedAt()),
                            Optional.empty()))
                    .toList();
        }
        List<Out> found = new ArrayList<>();
        Within within = within(metric, span);
        for (int part = 0; part < parts.size(); part++) {
            Count count = parts.get(part).count();
            for (int at = within.endOut()[part] - 1; at >= within.firstOut()[part]; at--) {
                if (count.isLeftOut(metric, at) && count.because(at) == because) {
                    found.add(new Out(count, at));
                }
            }
        }
        List<Out> some = found.stream()
                .sorted(Comparator.comparingLong((Out each) -> each.count().outAt[each.out()])
                        .reversed())
                .skip(skip)
                .limit(most)
                .toList();
        return worded(
                some,
                each -> each.count().releaseOfOut(each.out()) == Count.NONE
                        ? Stream.empty()
                        : each.count().newest(each.count().releaseOfOut(each.out())).stream(),
                (each, read) -> new Line.Out(
                        each.count().leftOut(each.out()),
                        each.count().releaseOfOut(each.out()) == Count.NONE
                                ? Optional.empty()
                                : Optional.of(each.count().line(each.count().releaseOfOut(each.out()), read))));
    }

    /** The release that a deployment or an operation belongs to, in full. */
    public Optional<Release> release(String id) {
        return parts.stream()
                .filter(part -> part.strand().mayHold(id))
                .map(part -> part.strand().figures(part.environment(), part.chosen(), words, rules))
                .map(Figures::releases)
                .flatMap(List::stream)
                .filter(release -> release.targets().stream()
                        .anyMatch(target -> target.id().equals(id)))
                .findFirst();
    }

    /** Why the commits of a deployment are not those of its images' source, as sentences; empty if nothing names one. */
    public String missingSource(String deployment) {
        return Optional.ofNullable(commits.of(Set.of(deployment)).get(deployment))
                .map(CommitWords.Said::missing)
                .orElse("");
    }

    /** How many of a span's changes are commits of the images' source. */
    public long builtOf(Span span) {
        Within within = within(Metric.CHANGE_LEAD_TIME, span);
        long number = 0;
        for (int part = 0; part < parts.size(); part++) {
            Count count = parts.get(part).count();
            for (int lead = within.first()[part]; lead < within.end()[part]; lead++) {
                number += count.isBuiltOf(lead) ? 1 : 0;
            }
        }
        return number;
    }

    /** The last word on each release of the span of which somebody said something, by the release's id. */
    public Map<String, Reclassified> said(Span span) {
        Map<String, Reclassified> said = new LinkedHashMap<>();
        parts.forEach(part -> part.count().said().forEach((release, word) -> {
            if (span.holds(Instant.ofEpochMilli(part.count().at[release]))) {
                said.put(part.count().name(release), word);
            }
        }));
        return said;
    }
}
