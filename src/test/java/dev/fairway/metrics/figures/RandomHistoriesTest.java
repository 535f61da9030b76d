package dev.fairway.metrics.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Histories that nobody thought of, counted twice: by the figures and by a reference that is slow and obvious. */
class RandomHistoriesTest {

    private static final Instant START = Instant.parse("2026-09-20T00:00:00Z");
    private static final Rules RULES = new Rules(Duration.ofHours(1), Rules.DEFAULT.bots(), 1);
    private static final Span SPAN =
            new Span(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01"), ZoneId.of("Europe/Berlin"));

    @RepeatedTest(200)
    void theFiguresAreThoseOfThePlainReference(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        History history = history(random);
        assertThat(said(Figures.of(shuffled(history, random), RULES)))
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(new PlainReference(history, RULES).figures(SPAN));
    }

    private static List<String> said(Figures figures) {
        Figure lead = figures.of(Metric.CHANGE_LEAD_TIME, SPAN);
        Figure recovery = figures.of(Metric.FAILED_DEPLOYMENT_RECOVERY_TIME, SPAN);
        Figure failed = figures.of(Metric.CHANGE_FAIL_RATE, SPAN);
        Figure rework = figures.of(Metric.DEPLOYMENT_REWORK_RATE, SPAN);
        return List.of(
                "lead " + lead.n() + " " + number(lead.value()) + " " + number(lead.p90()),
                "frequency " + figures.of(Metric.DEPLOYMENT_FREQUENCY, SPAN).n(),
                "recovery " + recovery.n() + " " + number(recovery.value()) + " " + number(recovery.p90()),
                "failed " + failed.hits() + "/" + failed.n(),
                "rework " + rework.hits() + "/" + rework.n());
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", value.getAsDouble());
    }

    private static History history(Random random) {
        List<Deployed> deployed = new ArrayList<>();
        List<Degraded> degraded = new ArrayList<>();
        List<Reclassified> words = new ArrayList<>();
        for (int application = 0; application < 3; application++) {
            Instant at = START;
            int states = 0;
            for (int number = 0; number < 25; number++) {
                at = at.plus(Duration.ofMinutes(30 + random.nextInt(3000)));
                String name = "app" + application;
                // Often a new state, sometimes one that ran before or runs already.
                String state = random.nextInt(5) == 0 ? "s" + random.nextInt(states + 1) : "s" + ++states;
                Deployed each = deployed(name, number, state, at, random);
                deployed.add(each);
                if (random.nextInt(8) == 0) {
                    degraded.add(
                            new Degraded(name, each.healthyAt().plus(Duration.ofMinutes(random.nextInt(120))), ""));
                }
                if (random.nextInt(12) == 0) {
                    Reclassified.As as = Reclassified.As.values()[random.nextInt(4)];
                    words.add(new Reclassified(each.id(), as, "ann", "because", at.plus(Duration.ofDays(1))));
                }
            }
        }
        return new History(deployed, List.of(), degraded, List.of(), words);
    }

    private static Deployed deployed(String name, int number, String state, Instant live, Random random) {
        List<Change> changes = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            changes.add(new Change(
                    "c" + random.nextInt(60),
                    random.nextInt(6) == 0 ? "renovate[bot]" : "Ann",
                    Optional.empty(),
                    Optional.of(live.minus(Duration.ofMinutes(random.nextInt(5000) - 50))),
                    switch (random.nextInt(12)) {
                        case 0 -> "hotfix: x";
                        case 1 -> "Revert \"x\"";
                        default -> "x";
                    },
                    false));
        }
        Place place = new Place(name, "team", name, "production", true, "one");
        return new Deployed(
                name + "-" + number,
                place,
                Optional.empty(),
                random.nextInt(15) == 0,
                "",
                "r" + number,
                random.nextInt(10) == 0 ? Effect.ONLY_PRUNED : Effect.APPLIED,
                name + "-release-" + number,
                state,
                number == 0,
                distinct(changes),
                Deployed.Known.ALL,
                "",
                "ann",
                live,
                live.plus(Duration.ofMinutes(1 + random.nextInt(25))));
    }

    private static List<Change> distinct(List<Change> changes) {
        return new ArrayList<>(changes.stream()
                .collect(java.util.stream.Collectors.toMap(
                        Change::sha, each -> each, (one, other) -> one, java.util.LinkedHashMap::new))
                .values());
    }

    private static History shuffled(History history, Random random) {
        List<Deployed> deployed = new ArrayList<>(history.deployed());
        deployed.addAll(history.deployed().subList(0, 10));
        Collections.shuffle(deployed, random);
        List<Degraded> degraded = new ArrayList<>(history.degraded());
        Collections.shuffle(degraded, random);
        return new History(deployed, List.of(), degraded, List.of(), history.reclassified());
    }
}
