package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Failure;
import dev.fairway.metrics.figures.Figures;
import dev.fairway.metrics.figures.Kind;
import dev.fairway.metrics.figures.Landing;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Release;
import dev.fairway.metrics.figures.Row;
import dev.fairway.metrics.figures.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a strand comes to, in columns: of a release some fifty bytes. Releases are in order of their time, and so are a lead
 * time's rows and what was left out.
 */
final class Count {

    static final int NONE = -1;
    static final Count NOTHING = new Count(0, 0, 0);

    private static final Failure.Why[] WHYS = Failure.Why.values();
    private static final Kind[] KINDS = Kind.values();
    private static final LeftOut.Because[] REASONS = LeftOut.Because.values();

    private final Names names = new Names();
    private final List<Place> places = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<Integer, Reclassified> said = new TreeMap<>();

    final long[] at;
    final long[] id;
    private final byte[] kind;
    /** A bit for each reason why it failed; the first of them by itself. */
    private final byte[] whys;

    private final byte[] firstWhy;
    /** A bit for each figure but the lead time that counts it. */
    private final byte[] counted;

    private final long[] recovery;
    private final long[] slowest;
    private final int[] targets;
    private final long[] newest;
    private final int[] place;
    private final int[] text;
    private final int[] toHealthy;

    final int[] leadRelease;
    private final long[] leadMillis;
    private final long[] leadFrom;
    private final int[] leadChange;
    private final boolean[] builtOf;
    private final int[] toMerge;
    private final int[] toLive;

    final long[] outAt;
    private final byte[] outBecause;
    private final byte[] outOf;
    private final long[] outId;
    private final int[] outRelease;
    private final int[] outLabel;

    private Count(int releases, int leads, int out) {
        at = new long[releases];
        id = new long[releases];
        kind = new byte[releases];
        whys = new byte[releases];
        firstWhy = new byte[releases];
        counted = new byte[releases];
        recovery = new long[releases];
        slowest = new long[releases];
        targets = new int[releases];
        newest = new long[releases];
        place = new int[releases];
        text = new int[releases];
        toHealthy = new int[releases];
        leadRelease = new int[leads];
        leadMillis = new long[leads];
        leadFrom = new long[leads];
        leadChange = new int[leads];
        builtOf = new boolean[leads];
        toMerge = new int[leads];
        toLive = new int[leads];
        outAt = new long[out];
        outBecause = new byte[out];
        outOf = new byte[out];
        outId = new long[out];
        outRelease = new int[out];
        outLabel = new int[out];
    }

    static Count of(Figures figures) {
        Map<LeftOut, Integer> out = new IdentityHashMap<>();
        for (Metric metric : Metric.values()) {
            figures.leftOut(metric).forEach(each -> out.merge(each, bit(metric), (one, other) -> one | other));
        }
        List<Row> leads = figures.rows(Metric.CHANGE_LEAD_TIME);
        Count count = new Count(figures.releases().size(), leads.size(), out.size());
        Filling filling = new Filling(count, figures.releases());
        for (Metric metric : Metric.values()) {
            if (metric != Metric.CHANGE_LEAD_TIME) {
                figures.rows(metric).forEach(row -> filling.counted(metric, row));
            }
        }
        filling.leads(leads);
        filling.leftOut(out);
        return count;
    }

    private static int bit(Metric metric) {
        return 1 << metric.ordinal();
    }

    /** Writes the columns, once. */
    private static final class Filling {

        private final Count count;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<Place, Integer> places = new HashMap<>();
        private final Map<String, Integer> texts = new HashMap<>();
        private final List<Release> releases;

        Filling(Count count, List<Release> releases) {
            this.count = count;
            this.releases = releases;
            for (int at = 0; at < releases.size(); at++) {
                numbers.put(releases.get(at).id(), at);
                release(at, releases.get(at));
            }
        }

        private void release(int number, Release release) {
            Instant at = release.countedAt();
            count.at[number] = at.toEpochMilli();
            count.id[number] = count.names.number(release.id());
            count.kind[number] = (byte) release.kind().ordinal();
            List<Failure> failures = release.failures();
            int whys = 0;
            for (Failure failure : failures) {
                whys |= 1 << failure.why().ordinal();
            }
            count.whys[number] = (byte) whys;
            count.firstWhy[number] = (byte)
                    (failures.isEmpty() ? NONE : failures.getFirst().why().ordinal());
            count.recovery[number] = failures.isEmpty()
                    ? NONE
                    : release.recovery().map(Duration::toMillis).orElse((long) NONE);
            count.slowest[number] = slowest(release);
            count.targets[number] = release.targets().size();
            count.newest[number] = release.targets().stream()
                    .filter(target -> !target.changes().isEmpty())
                    .findFirst()
                    .map(target -> count.names.number(target.id()))
                    .orElse(Names.NONE);
            count.place[number] = known(places, count.places, release.place());
            count.text[number] = known(texts, count.texts, release.why());
            release.word().ifPresent(word -> count.said.put(number, word));
            count.toHealthy[number] = release.healthyAt()
                    .map(healthy -> seconds(release.liveAt(), healthy))
                    .orElse(NONE);
        }

        /** Of its changes, as a table shows it beside a deployment. */
        private static long slowest(Release release) {
            if (release.isRollback() || release.targets().stream().allMatch(Landing::first)) {
                return NONE;
            }
            return release.healthyAt().stream()
                    .flatMap(healthy -> release.targets().stream()
                            .flatMap(target -> target.changes().stream())
                            .flatMap(change -> change.mergedAt().stream())
                            .map(merged -> Duration.between(merged, healthy)))
                    .filter(took -> !took.isNegative())
                    .mapToLong(Duration::toMillis)
                    .max()
                    .orElse(NONE);
        }

        private int number(Release release) {
            return Objects.requireNonNull(numbers.get(release.id()));
        }

        void counted(Metric metric, Row row) {
            int number = number(row.release());
            count.counted[number] |= (byte) bit(metric);
        }

        void leads(List<Row> leads) {
            int at = 0;
            for (Row row : leads) {
                Change change = row.change().orElseThrow();
                Release release = row.release();
                count.leadRelease[at] = number(release);
                count.leadMillis[at] = row.took().toMillis();
                from(release, change.sha(), at);
                count.toMerge[at] = change.authoredAt().isPresent()
                        ? seconds(change.authoredAt().get(), change.mergedAt().orElseThrow())
                        : NONE;
                count.toLive[at] = seconds(change.mergedAt().orElseThrow(), release.liveAt());
                at++;
            }
        }

        private void from(Release release, String sha, int at) {
            for (Landing target : release.targets()) {
                for (int number = 0; number < target.changes().size(); number++) {
                    if (target.changes().get(number).sha().equals(sha)) {
                        count.leadFrom[at] = count.names.number(target.id());
                        count.leadChange[at] = number;
                        count.builtOf[at] = !target.commitSource().isEmpty();
                        return;
                    }
                }
            }
        }

        void leftOut(Map<LeftOut, Integer> out) {
            List<Map.Entry<LeftOut, Integer>> sorted = out.entrySet().stream()
                    .sorted(Comparator.comparing(each -> each.getKey().at()))
                    .toList();
            for (int at = 0; at < sorted.size(); at++) {
                LeftOut each = sorted.get(at).getKey();
                count.outAt[at] = each.at().toEpochMilli();
                count.outBecause[at] = (byte) each.because().ordinal();
                count.outOf[at] = sorted.get(at).getValue().byteValue();
                count.outId[at] = count.names.number(each.id());
                count.outRelease[at] = numbers.getOrDefault(each.id(), NONE);
                count.outLabel[at] = known(texts, count.texts, each.label());
            }
        }

        private static <T> int known(Map<T, Integer> numbers, List<T> all, T value) {
            return numbers.computeIfAbsent(value, any -> {
                all.add(any);
                return all.size() - 1;
            });
        }

        private static int seconds(Instant from, Instant to) {
            long seconds = Duration.between(from, to).toSeconds();
            return seconds < 0 ? NONE : (int) Math.min(seconds, Integer.MAX_VALUE);
        }
    }

    /** The first release at or after a moment. */
    int firstRelease(long millis) {
        return before(at, millis);
    }

    /** The first row of a lead time that is of a release or of a later one. */
    int firstLead(int release) {
        return before(leadRelease, release);
    }

    int firstOut(long millis) {
        return before(outAt, millis);
    }

    /** How many are smaller. */
    private static int before(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int before(int[] sorted, int value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean isCounted(Metric metric, int row) {
        return metric == Metric.CHANGE_LEAD_TIME || (counted[row] & bit(metric)) != 0;
    }

    boolean isLeftOut(Metric metric, int out) {
        return (outOf[out] & bit(metric)) != 0;
    }

    LeftOut.Because because(int out) {
        return REASONS[outBecause[out]];
    }

    int releaseOf(Metric metric, int row) {
        return metric == Metric.CHANGE_LEAD_TIME ? leadRelease[row] : row;
    }

    long took(Metric metric, int row) {
        return switch (metric) {
            case CHANGE_LEAD_TIME -> leadMillis[row];
            case FAILED_DEPLOYMENT_RECOVERY_TIME -> recovery[row];
            case DEPLOYMENT_FREQUENCY, CHANGE_FAIL_RATE, DEPLOYMENT_REWORK_RATE -> 0;
        };
    }

    boolean isHit(Metric metric, int row) {
        return switch (metric) {
            case CHANGE_FAIL_RATE -> whys[row] != 0;
            case DEPLOYMENT_REWORK_RATE -> kind(row).isUnplanned();
            case CHANGE_LEAD_TIME, DEPLOYMENT_FREQUENCY, FAILED_DEPLOYMENT_RECOVERY_TIME -> false;
        };
    }

    Kind kind(int release) {
        return KINDS[kind[release]];
    }

    Optional<Failure.Why> firstWhy(int release) {
        return firstWhy[release] == NONE ? Optional.empty() : Optional.of(WHYS[firstWhy[release]]);
    }

    /** Seconds of a stage of a change's way; negative if they are not known. */
    int stage(Stage stage, int lead) {
        return switch (stage) {
            case COMMIT_TO_MERGE -> toMerge[lead];
            case MERGE_TO_SYNC -> toLive[lead];
            case SYNC_TO_HEALTHY -> toHealthy[leadRelease[lead]];
        };
    }

    /** Whether a change is a commit of an image's source, not of the configuration. */
    boolean isBuiltOf(int lead) {
        return builtOf[lead];
    }

    /** Of a lead time's row: the deployment that tells of the commit, and which of its commits that is. */
    CommitAt commit(int lead) {
        return new CommitAt(names.name(leadFrom[lead]), leadChange[lead]);
    }

    /** The newest commit of a release. */
    Optional<CommitAt> newest(int release) {
        return newest[release] == Names.NONE
                ? Optional.empty()
                : Optional.of(new CommitAt(names.name(newest[release]), 0));
    }

    /** @param commits of the places that {@link #commit} and {@link #newest} tell */
    Line line(Metric metric, int row, Function<CommitAt, Optional<Change>> commits) {
        boolean lead = metric == Metric.CHANGE_LEAD_TIME;
        return line(
                releaseOf(metric, row),
                commits,
                lead ? commits.apply(commit(row)) : Optional.empty(),
                lead && isBuiltOf(row),
                Duration.ofMillis(took(metric, row)),
                isHit(metric, row));
    }

    /** A release, whatever counts it. */
    Line line(int release, Function<CommitAt, Optional<Change>> commits) {
        return line(release, commits, Optional.empty(), false, Duration.ZERO, false);
    }

    private Line line(
            int release,
            Function<CommitAt, Optional<Change>> commits,
            Optional<Change> change,
            boolean ofImage,
            Duration took,
            boolean hit) {
        return new Line(
                names.name(id[release]),
                Instant.ofEpochMilli(at[release]),
                places.get(place[release]),
                kind(release),
                texts.get(text[release]),
                Arrays.stream(WHYS)
                        .filter(why -> (whys[release] & 1 << why.ordinal()) != 0)
                        .toList(),
                targets[release],
                millis(slowest[release]),
                millis(recovery[release]),
                newest(release).flatMap(commits),
                change,
                ofImage,
                took,
                hit);
    }

    private static Optional<Duration> millis(long millis) {
        return millis == NONE ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    LeftOut leftOut(int out) {
        return new LeftOut(
                names.name(outId[out]), texts.get(outLabel[out]), because(out), Instant.ofEpochMilli(outAt[out]));
    }

    /** The last word on each release that somebody spoke of. */
    Map<Integer, Reclassified> said() {
        return said;
    }

    String name(int release) {
        return names.name(id[release]);
    }

    /** {@link #NONE} if it is no release. */
    int releaseOfOut(int out) {
        return outRelease[out];
    }
}
