package dev.fairway.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many applications are rendered for a commit, against how many it truly affects. */
class BlastRadiusBenchmark {

    enum Kind {
        ONE_APPLICATION,
        BASE,
        NESTED_BASE,
        README
    }

    private record Outcome(long renders, long affected) {

        Outcome plus(Outcome other) {
            return new Outcome(renders + other.renders, affected + other.affected);
        }
    }

    @TempDir
    Path folder;

    @Test
    void aCommitIsRenderedForTheApplicationsItAffectsAndForNoOther() throws Exception {
        int applications = Size.of("applications", 1000);
        try (GroundProcess ground = GroundProcess.start(folder);
                Product fairway = Product.on(ground, folder)) {
            Checkout checkout = ground.repository("monorepo");
            checkout.commit("The first version", Monorepo.files(applications));
            checkout.push();
            for (int i = 0; i < applications; i++) {
                fairway.create(Monorepo.application(Monorepo.name(i), checkout.address()));
            }
            fairway.settle();
            assertThat(renders(fairway)).as("each is rendered once").isEqualTo(applications);

            Oracle oracle = new Oracle(ground.kubectl(), checkout.folder(), applications);
            Map<String, String> known = oracle.render();
            Map<Kind, Outcome> outcomes = new EnumMap<>(Kind.class);
            List<Kind> commits = commits();
            for (int number = 0; number < commits.size(); number++) {
                checkout.commit("Commit " + number, change(commits.get(number), number, applications));
                checkout.push();
                long before = renders(fairway);
                fairway.announce(checkout.address());
                fairway.settle();
                Map<String, String> now = oracle.render();
                Outcome outcome = new Outcome(renders(fairway) - before, Oracle.different(known, now));
                outcomes.merge(commits.get(number), outcome, Outcome::plus);
                known = now;
            }
            outcomes.forEach((kind, outcome) -> tell(kind, outcome, applications));
        }
    }

    private static void tell(Kind kind, Outcome outcome, int applications) {
        String how =
                "%d renders, %d affected, %d applications".formatted(outcome.renders, outcome.affected, applications);
        if (kind == Kind.README) {
            assertThat(outcome.affected).isZero();
            Table.exactly("blast radius: renders, README only", 0, outcome.renders, how);
        } else {
            Table.exactly(
                    "blast radius: renders / affected, " + kind.name().toLowerCase(java.util.Locale.ROOT),
                    1,
                    outcome.renders / (double) outcome.affected,
                    how);
        }
    }

    /** Thirty, mixed: 20 of one application, 5 of a base, of which 2 of the nested one, 5 of the README. */
    private static List<Kind> commits() {
        int times = Size.of("rounds", 5);
        List<Kind> commits = new ArrayList<>();
        for (int round = 0; round < times; round++) {
            commits.addAll(List.of(
                    Kind.ONE_APPLICATION,
                    Kind.ONE_APPLICATION,
                    Kind.README,
                    Kind.ONE_APPLICATION,
                    round % 2 == 0 ? Kind.BASE : Kind.NESTED_BASE,
                    Kind.ONE_APPLICATION));
        }
        return commits;
    }

    private static Map<String, String> change(Kind kind, int number, int applications) {
        return switch (kind) {
            case ONE_APPLICATION ->
                Map.of(
                        Monorepo.settingsFile(Monorepo.name(number * 37 % applications)),
                        Monorepo.settings("commit-" + number));
            case BASE -> Map.of(Monorepo.BASE, Monorepo.service("team-" + number));
            case NESTED_BASE -> Map.of(Monorepo.NESTED, Monorepo.house("commit-" + number));
            case README -> Map.of("README.md", "# Tidewater, edition " + number + "\n");
        };
    }

    private static long renders(Product fairway) {
        return (long) fairway.part(MeterRegistry.class).find("fairway.renders").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
