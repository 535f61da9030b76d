package dev.fairway.web.ledger;

import dev.fairway.ledger.Running;
import dev.fairway.web.applications.diff.RenderedFile;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code /ledger/compare}.
 *
 * @param application empty for all
 * @param files how the objects of the one application differ
 * @param missing why they cannot be told; empty if they can
 */
record ComparePage(
        String from,
        String to,
        String zone,
        String environment,
        List<String> environments,
        String application,
        String sentence,
        String counts,
        List<Line> rows,
        String csvHref,
        String allHref,
        List<RenderedFile> files,
        String missing) {

    /**
     * One application.
     *
     * @param objects how many of its objects differ, in words
     * @param href to the difference of each
     */
    record Line(
            String application,
            Mark effect,
            String environment,
            String before,
            String beforeHref,
            String after,
            String afterHref,
            List<Told.ImageView> imagesBefore,
            List<Told.ImageView> imagesAfter,
            String objects,
            String href,
            String actor,
            String operation,
            String reason,
            String since,
            String instant) {}

    /** Two moments and where. */
    record Asked(Instant from, Instant to, String environment, String application, ZoneId zone) {

        String sentence() {
            return (application.isEmpty()
                            ? "What differs " + Told.where(environment)
                            : "How " + application + " differs")
                    + " between " + Told.clock(from, zone) + " and " + Told.clock(to, zone);
        }

        String query(String of) {
            return LedgerAddress.query(
                    "from", from.toString(), "to", to.toString(), "environment", environment, "application", of);
        }
    }

    static ComparePage of(
            Asked asked,
            List<Difference> differences,
            Optional<LedgerView.Objects> objects,
            List<String> environments) {
        return new ComparePage(
                Told.field(asked.from(), asked.zone()),
                Told.field(asked.to(), asked.zone()),
                asked.zone().getId(),
                asked.environment(),
                environments,
                asked.application(),
                asked.sentence(),
                counts(differences),
                differences.stream().map(each -> line(each, asked)).toList(),
                "/ledger/compare.csv" + asked.query(""),
                "/ledger/compare" + asked.query(""),
                objects.map(LedgerView.Objects::files).orElse(List.of()),
                objects.map(LedgerView.Objects::missing).orElse(""));
    }

    private static String counts(List<Difference> differences) {
        List<String> parts = new ArrayList<>();
        for (Difference.Effect effect : Difference.Effect.values()) {
            long count =
                    differences.stream().filter(each -> each.effect() == effect).count();
            if (count > 0) {
                parts.add(count + " " + word(effect));
            }
        }
        return String.join(", ", parts);
    }

    private static String word(Difference.Effect effect) {
        return switch (effect) {
            case APPEARED -> "appeared";
            case WENT -> "went";
            case CHANGED -> "changed";
        };
    }

    private static Line line(Difference each, Asked asked) {
        Running newest = each.after().or(each::before).orElseThrow();
        return new Line(
                each.application(),
                mark(each.effect()),
                newest.environment(),
                each.before().map(Told::revision).orElse(""),
                each.before().map(ComparePage::deployment).orElse(""),
                each.after().map(Told::revision).orElse(""),
                each.after().map(ComparePage::deployment).orElse(""),
                images(each.before(), each.after()),
                images(each.after(), each.before()),
                each.objects()
                        .map(count -> count == 1 ? "1 object" : count + " objects")
                        .orElse("not kept"),
                "/ledger/compare" + asked.query(each.application()),
                each.after().map(Running::actor).orElse(""),
                each.after().flatMap(Running::operation).map(String::valueOf).orElse(""),
                each.after().map(Running::reason).orElse(""),
                each.after()
                        .map(after -> Told.clock(after.since(), asked.zone()))
                        .orElse(""),
                each.after().map(after -> after.since().toString()).orElse(""));
    }

    private static String deployment(Running side) {
        return "/deployments/" + side.deployment();
    }

    private static List<Told.ImageView> images(Optional<Running> side, Optional<Running> other) {
        return Difference.onlyIn(side, other).stream().map(Told.ImageView::of).toList();
    }

    private static Mark mark(Difference.Effect effect) {
        return switch (effect) {
            case APPEARED -> new Mark("healthy", "ok", "Appeared");
            case WENT -> new Mark("missing", "unk", "Went");
            case CHANGED -> new Mark("outofsync", "warn", "Changed");
        };
    }
}
