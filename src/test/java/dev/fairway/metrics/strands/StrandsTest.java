package dev.fairway.metrics.strands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.Effect;
import dev.fairway.metrics.figures.Figures;
import dev.fairway.metrics.figures.History;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Row;
import dev.fairway.metrics.figures.Rules;
import dev.fairway.metrics.figures.Span;
import dev.fairway.metrics.figures.Synced;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Random histories, told bit by bit, late, twice and in any order, against {@link Figures} of the whole at once. There are
 * services of several applications, applications that go from one service to another, and incidents with every kind of tie.
 */
class StrandsTest {

    private static final Instant START = Instant.parse("2026-09-25T00:00:00Z");
    private static final Rules RULES = new Rules(Duration.ofHours(1), Rules.DEFAULT.bots(), 3);
    private static final Span SPAN =
            new Span(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-22"), ZoneId.of("Europe/Berlin"));

    @RepeatedTest(25)
    void whatIsToldBitByBitComesToTheSameAsTheWhole(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        History history = history(random);
        Strands strands = new Strands(RULES);
        for (News news : bits(history, random)) {
            strands.tell(news);
        }
        for (String environment : List.of("", "production", "staging")) {
            same(strands.all(), environment, any -> true, history, environment + repetition.getCurrentRepetition());
        }
    }

    /** A part of a service is counted as if there were nothing else; but what an incident is tied to stays what it was. */
    @RepeatedTest(10)
    void aPartComesToTheSameAsThatPartAlone(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        History all = history(random);
        History history = new History(all.deployed(), all.synced(), all.degraded(), List.of(), all.reclassified());
        Strands strands = new Strands(RULES);
        bits(history, random).forEach(strands::tell);
        same(strands.all(), "", site -> site.place().application().equals("ns/app1"), history, "application");
        same(strands.all(), "", site -> site.place().service().equals("service0"), history, "service");
        same(strands.all(), "staging", site -> site.place().team().equals("team1"), history, "team");
    }

    @Test
    void onlyTheStrandThatIsToldOfIsCountedAnew() {
        Strands strands = new Strands(RULES);
        History history = history(new Random(7));
        strands.tell(news(history));
        Everything before = strands.all();
        Deployed first = history.deployed().getFirst();
        strands.tell(new News(List.of(new Placed<>(again(first), "p")), List.of(), List.of(), List.of(), List.of()));
        assertThat(strands.all().sites()).containsExactlyInAnyOrderElementsOf(before.sites());
        assertThat(strands.all()).isNotSameAs(before);
        assertThat(before.cut("", any -> true, any -> true, none -> Map.of()).figure(Metric.CHANGE_FAIL_RATE, SPAN))
                .as("what somebody holds does not change under them")
                .isEqualTo(Figures.of(chosen(history, "", any -> true), RULES).of(Metric.CHANGE_FAIL_RATE, SPAN));
    }

    private static void same(
            Everything everything, String environment, Predicate<Site> sites, History history, String what) {
        Cut cut = everything.cut(environment, sites, any -> true, commits(history));
        Figures whole = Figures.of(chosen(history, environment, sites), RULES);
        for (Metric metric : Metric.values()) {
            for (Span span : List.of(SPAN, SPAN.previous(), SPAN.weeks().get(1))) {
                assertThat(cut.figure(metric, span)).as(what).isEqualTo(whole.of(metric, span));
            }
            assertThat(cut.lines(metric, SPAN, any -> true, 0, 100_000).stream().map(StrandsTest::said))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(whole.rows(metric).stream()
                            .filter(row -> SPAN.holds(row.at()))
                            .map(StrandsTest::said)
                            .toList());
            for (LeftOut.Because because : LeftOut.Because.values()) {
                assertThat(cut.leftOut(metric, SPAN, because, 0, 100_000).stream()
                                .map(Line.Out::what))
                        .as(what)
                        .containsExactlyInAnyOrderElementsOf(whole.leftOut(metric).stream()
                                .filter(each -> each.because() == because && SPAN.holds(each.at()))
                                .toList());
            }
        }
        whole.releases()
                .forEach(release ->
                        assertThat(cut.release(release.id())).as(what).hasValue(release));
    }

    private static List<Object> said(Row row) {
        return List.of(
                row.release().id(),
                row.at(),
                row.release().place(),
                row.release().kind(),
                row.release().isFailed(),
                row.release().targets().size(),
                row.change().map(Change::sha),
                row.change().map(Change::subject),
                row.took(),
                row.hit());
    }

    private static List<Object> said(Line line) {
        return List.of(
                line.id(),
                line.at(),
                line.place(),
                line.kind(),
                line.isFailed(),
                line.targets(),
                line.change().map(Change::sha),
                line.change().map(Change::subject),
                line.took(),
                line.hit());
    }

    private static CommitWords commits(History history) {
        Map<String, CommitWords.Said> all = history.deployed().stream()
                .collect(Collectors.toMap(
                        Deployed::id, each -> new CommitWords.Said(each.changes(), "", ""), (one, same) -> one));
        return asked -> all;
    }

    private static History chosen(History history, String environment, Predicate<Site> sites) {
        Predicate<Place> wanted = place -> {
            Site site = new Site(place, "p");
            return site.isIn(environment) && sites.test(site);
        };
        return new History(
                history.deployed().stream()
                        .filter(each -> wanted.test(each.place()))
                        .toList(),
                history.synced().stream()
                        .filter(each -> wanted.test(each.place()))
                        .toList(),
                history.degraded(),
                history.incidents(),
                history.reclassified());
    }

    private static News news(History history) {
        return new News(
                history.deployed().stream().map(each -> new Placed<>(each, "p")).toList(),
                history.synced().stream().map(each -> new Placed<>(each, "p")).toList(),
                history.degraded(),
                history.incidents(),
                history.reclassified());
    }

    /** Some facts are told wrongly first, as a verdict that comes later changes them; many are told twice. */
    private static List<News> bits(History history, Random random) {
        List<News> bits = new ArrayList<>();
        for (Synced each : history.synced()) {
            if (random.nextInt(4) == 0) {
                bits.add(new News(
                        List.of(), List.of(new Placed<>(unsettled(each), "p")), List.of(), List.of(), List.of()));
            }
        }
        List<Deployed> deployed = new ArrayList<>(history.deployed());
        List<Synced> synced = new ArrayList<>(history.synced());
        List<Degraded> degraded = new ArrayList<>(history.degraded());
        List<Incident> incidents = new ArrayList<>(history.incidents());
        List<Reclassified> words = new ArrayList<>(history.reclassified());
        deployed.addAll(deployed.subList(0, 20));
        for (List<?> each : List.of(deployed, synced, degraded, incidents, words)) {
            Collections.shuffle(each, random);
        }
        int parts = 1 + random.nextInt(12);
        for (int part = 0; part < parts; part++) {
            bits.add(new News(
                    cut(deployed, part, parts).stream()
                            .map(each -> new Placed<>(each, "p"))
                            .toList(),
                    cut(synced, part, parts).stream()
                            .map(each -> new Placed<>(each, "p"))
                            .toList(),
                    cut(degraded, part, parts),
                    cut(incidents, part, parts),
                    cut(words, part, parts)));
        }
        return bits;
    }

    private static <T> List<T> cut(List<T> all, int part, int parts) {
        return all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
    }

    private static Synced unsettled(Synced each) {
        return new Synced(
                each.id(),
                each.place(),
                each.cause(),
                each.revisions(),
                each.outcome(),
                each.effect(),
                Synced.Rollout.NONE,
                each.actor(),
                each.message(),
                each.at(),
                each.at());
    }

    private static Deployed again(Deployed each) {
        return new Deployed(
                each.id() + "9",
                each.place(),
                each.operation(),
                false,
                "",
                "r-new",
                Effect.APPLIED,
                "release-new",
                "state-new",
                false,
                List.of(),
                Deployed.Known.ALL,
                "",
                "ann",
                each.liveAt().plus(Duration.ofDays(9)),
                each.healthyAt().plus(Duration.ofDays(9)));
    }

    private static History history(Random random) {
        List<Deployed> deployed = new ArrayList<>();
        List<Synced> synced = new ArrayList<>();
        List<Degraded> degraded = new ArrayList<>();
        List<Reclassified> words = new ArrayList<>();
        for (int application = 0; application < 7; application++) {
            Instant at = START;
            int service = application % 4;
            int states = 0;
            for (int number = 0; number < 18; number++) {
                at = at.plus(Duration.ofMinutes(30 + random.nextInt(2_500)));
                service = random.nextInt(60) == 0 ? random.nextInt(4) : service;
                Place place = new Place(
                        "ns/app" + application,
                        "team" + (random.nextInt(40) == 0 ? 9 : application % 2),
                        "service" + service,
                        application == 6 ? "staging" : "production",
                        application != 6,
                        "c" + application);
                int id = application * 1_000 + number;
                String state = random.nextInt(5) == 0 ? "s" + random.nextInt(states + 1) : "s" + ++states;
                String revision = "r" + service + "-" + (random.nextInt(3) == 0 ? random.nextInt(200) : id);
                Optional<String> operation =
                        random.nextInt(4) == 0 ? Optional.empty() : Optional.of("op-" + (id + 50_000));
                if (random.nextInt(6) > 0) {
                    Deployed each = deployed(id, place, operation, state, revision, number == 0, at, random);
                    deployed.add(each);
                    if (random.nextInt(8) == 0) {
                        degraded.add(new Degraded(
                                place.application(),
                                each.healthyAt().plus(Duration.ofMinutes(random.nextInt(120))),
                                "crash"));
                    }
                    if (random.nextInt(12) == 0) {
                        words.add(new Reclassified(
                                each.id(),
                                Reclassified.As.values()[random.nextInt(4)],
                                "ann",
                                "because",
                                at.plus(Duration.ofDays(1))));
                    }
                }
                operation.ifPresent(op -> synced.add(synced(
                        op,
                        place,
                        revision,
                        random,
                        deployed.isEmpty() ? START : deployed.getLast().liveAt().plusSeconds(30))));
            }
        }
        return new History(deployed, synced, degraded, incidents(deployed, random), words);
    }

    private static Deployed deployed(
            int id,
            Place place,
            Optional<String> operation,
            String state,
            String revision,
            boolean first,
            Instant at,
            Random random) {
        List<Change> changes = IntStream.range(0, random.nextInt(4))
                .map(any -> random.nextInt(60))
                .distinct()
                .mapToObj(number -> new Change(
                        "%040x".formatted(number * 7_919_717_331L),
                        number % 9 == 0 ? "renovate[bot]" : "Ann",
                        number % 5 == 0 ? Optional.empty() : Optional.of(START.plusSeconds(number)),
                        number % 13 == 0
                                ? Optional.empty()
                                : Optional.of(START.plus(Duration.ofHours(number * 5L))
                                        .plusMillis(number)),
                        number % 11 == 0 ? "hotfix: x" : "Change " + number,
                        number % 7 == 0))
                .toList();
        return new Deployed(
                String.valueOf(id),
                place,
                operation,
                random.nextInt(20) == 0,
                "",
                revision,
                random.nextInt(10) == 0 ? Effect.ONLY_PRUNED : Effect.APPLIED,
                changes.isEmpty() ? revision : changes.getFirst().sha(),
                state,
                first,
                changes,
                Deployed.Known.values()[random.nextInt(3)],
                "",
                "ann",
                at,
                at.plus(Duration.ofMillis(60_001 + random.nextInt(1_500_000))));
    }

    private static Synced synced(String id, Place place, String revision, Random random, Instant at) {
        return new Synced(
                id,
                place,
                Synced.Cause.values()[random.nextInt(5)],
                revision,
                Synced.Outcome.values()[random.nextInt(3)],
                Effect.values()[random.nextInt(4)],
                Synced.Rollout.values()[random.nextInt(5)],
                "ann",
                "message",
                at,
                at.plusSeconds(random.nextInt(600)));
    }

    private static List<Incident> incidents(List<Deployed> deployed, Random random) {
        return IntStream.range(0, 14)
                .mapToObj(number -> {
                    Deployed about = deployed.get(random.nextInt(deployed.size()));
                    Deployed other = deployed.get(random.nextInt(deployed.size()));
                    int tie = random.nextInt(7);
                    Instant at = about.healthyAt().plus(Duration.ofMinutes(random.nextInt(90)));
                    return new Incident(
                            "i" + number,
                            "Errors",
                            tie == 0 ? about.id() : "",
                            tie == 1 ? about.operation().orElse("") : "",
                            tie == 2 && !about.changes().isEmpty()
                                    ? about.changes().getFirst().sha().substring(0, 38)
                                    : "",
                            tie == 3 ? "app" + random.nextInt(7) : "",
                            tie == 4 || tie == 5 ? about.place().service() : "",
                            tie == 5 ? "staging" : "",
                            at,
                            random.nextBoolean() ? Optional.of(at.plus(Duration.ofHours(1))) : Optional.empty(),
                            random.nextInt(4) == 0 ? Set.of(other.id()) : Set.of(),
                            random.nextInt(4) == 0 ? Set.of(about.id()) : Set.of(),
                            "");
                })
                .toList();
    }
}
