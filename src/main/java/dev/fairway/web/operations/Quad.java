package dev.fairway.web.operations;

import dev.fairway.applications.Application;
import dev.fairway.diagnosis.BlastRadius;
import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.diagnosis.Outcome;
import dev.fairway.ledger.Deployment;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Counted;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The four facts below the cause. */
record Quad(List<Fact> facts) {

    /**
     * @param sha shown before the text, in the type of code; empty for none
     * @param href where the text leads; empty for nowhere
     */
    record Fact(String term, Mark mark, String sha, String text, String href, String detail) {}

    private static final Mark GOOD = new Mark("healthy", "ok", "");
    private static final Mark BAD = new Mark("degraded", "bad", "");

    static Quad of(Shown shown) {
        return new Quad(List.of(
                shown.diagnosis().map(diagnosis -> failing(diagnosis, shown)).orElseGet(() -> result(shown)),
                lastGood(shown),
                radius(shown),
                owner(shown)));
    }

    private static Fact failing(Diagnosis diagnosis, Shown shown) {
        if (diagnosis.resource().isEmpty()) {
            return new Fact(
                    "Failing resource",
                    Mark.of(OperationPhase.FAILED),
                    "",
                    "None: the attempt as a whole",
                    "#raw",
                    shown.attempt().attempt().outcomes().isEmpty() ? "no object was touched" : "");
        }
        ResourceKey key = diagnosis.resource().get();
        Optional<Outcome> outcome = shown.attempt().attempt().outcomes().stream()
                .filter(known -> known.key().equals(key))
                .findFirst();
        String where = outcome.map(
                        known -> "wave " + known.wave() + (known.hook() ? ", " + known.phase() + " hook" : ""))
                .orElse("not part of this sync");
        BlastRadius radius = diagnosis.radius();
        String ready = radius.fresh() == 0
                ? ""
                : " · %d of %d new pods ready".formatted(radius.fresh() - radius.failing(), radius.fresh());
        String others = diagnosis.alsoFailed().isEmpty()
                ? ""
                : " · " + Counted.of(diagnosis.alsoFailed().size(), "other failed", "others failed");
        return new Fact(
                "Failing resource",
                BAD,
                "",
                Wordings.of(key),
                AppLink.to(shown.operation().application(), key),
                where + ready + others);
    }

    private static Fact result(Shown shown) {
        List<AttemptShown.Row> rows = shown.attempt().rows();
        long changed = rows.stream()
                .filter(row -> !row.status().isEmpty() && !row.message().startsWith("Unchanged"))
                .count();
        Mark mark =
                switch (shown.attempt().attempt().state()) {
                    case SUCCEEDED -> Mark.of(OperationPhase.SUCCEEDED);
                    case FAILED, ERROR -> Mark.of(OperationPhase.FAILED);
                    case UNDER_WAY -> Mark.of(OperationPhase.RUNNING);
                };
        return new Fact(
                "Result",
                mark,
                "",
                Counted.of(rows.size(), "resource", "resources") + ", " + changed
                        + (shown.isDryRun() ? " would change" : " changed"),
                "#results",
                took(shown));
    }

    private static String took(Shown shown) {
        Instant began = shown.operation().startedAt();
        return shown.operation()
                .syncVerdict()
                .map(verdict -> "took " + Clocks.span(Duration.between(began, verdict.at())))
                .orElseGet(() -> "for " + Clocks.span(Duration.between(began, shown.now())) + " now");
    }

    private static Fact lastGood(Shown shown) {
        Optional<Deployment> good = shown.changes().lastGood();
        if (good.isEmpty()) {
            return new Fact(
                    "Last good revision", Mark.NONE, "", "None yet", "", "nothing was healthy before this operation");
        }
        String subject = good.get().commits().isEmpty()
                ? ""
                : good.get().commits().getFirst().subject();
        Duration ran =
                Duration.between(good.get().healthyAt(), shown.operation().startedAt());
        return new Fact(
                "Last good revision",
                GOOD,
                ShortRevision.of(shown.changes().lastGoodRevision()),
                subject,
                AppLink.to(shown.operation().application()) + "/history",
                "healthy for %s until %s"
                        .formatted(
                                Clocks.span(ran),
                                Clocks.moment(shown.operation().startedAt(), shown.now())));
    }

    private static Fact radius(Shown shown) {
        String term = shown.diagnosis().isPresent() ? "Blast radius" : "Pods";
        if (!shown.findings().unseen().isEmpty()) {
            return new Fact(
                    term, Mark.NONE, "", "Not known", "", shown.findings().unseen());
        }
        if (shown.isFollowed()) {
            return new Fact(
                    term,
                    Mark.NONE,
                    "",
                    "Not recorded",
                    "",
                    "another operation has followed, pods of today say nothing");
        }
        BlastRadius radius = shown.diagnosis()
                .filter(diagnosis -> diagnosis.radius().hasPods())
                .map(Diagnosis::radius)
                .orElse(shown.findings().radius());
        if (!radius.hasPods()) {
            return new Fact(term, Mark.NONE, "", "No pods", "", "nothing that serves is touched");
        }
        return pods(term, radius);
    }

    private static Fact pods(String term, BlastRadius radius) {
        String old = radius.serving() == 0 ? "" : ", %d old serving".formatted(radius.serving());
        String detail = radius.failing() == 0
                ? "%d of %d pods ready%s".formatted(radius.fresh(), radius.fresh(), old)
                : "%d/%d new pods failing%s".formatted(radius.failing(), radius.fresh(), old);
        if (radius.failing() == 0) {
            return new Fact(term, GOOD, "", "All pods serve", "", detail);
        }
        if (radius.serving() > 0) {
            return new Fact(term, GOOD, "", "Old pods still serve", "", detail);
        }
        return radius.somethingServes()
                ? new Fact(
                        term, Mark.of(dev.fairway.health.HealthStatus.PROGRESSING), "", "Fewer pods serve", "", detail)
                : new Fact(term, BAD, "", "Nothing serves", "", detail + ", no old ones left");
    }

    private static Fact owner(Shown shown) {
        Optional<Application> application = shown.application();
        String team = application
                .flatMap(known -> known.manifest().label("fairway.dev/team"))
                .map(name -> "team " + name)
                .orElseGet(() ->
                        application.map(known -> "project " + known.project()).orElse("application deleted"));
        String runbook = application
                .flatMap(known -> known.manifest().annotation("fairway.dev/runbook"))
                .filter(href -> href.startsWith("https://"))
                .orElse("");
        return new Fact(
                "Owner",
                Mark.NONE,
                "",
                team,
                runbook,
                shown.operation().reason().isEmpty() ? "" : shown.operation().reason());
    }
}
