package dev.fairway.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules once more, as slowly and plainly as they can be said, for histories of deployments, Degraded and words alone:
 * every question is asked of the whole history anew.
 */
final class PlainReference {

    private final List<Deployed> all;
    private final History history;
    private final Rules rules;

    PlainReference(History history, Rules rules) {
        this.history = history;
        this.rules = rules;
        this.all = history.deployed().stream()
                .distinct()
                .sorted(Comparator.comparing(Deployed::liveAt).thenComparing(Deployed::id))
                .toList();
    }

    /** What was there in the same application right before. */
    private Optional<Deployed> before(Deployed one) {
        return all.stream()
                .filter(other -> same(other, one) && other.liveAt().isBefore(one.liveAt()))
                .reduce((a, b) -> b);
    }

    private static boolean same(Deployed one, Deployed other) {
        return one.place().application().equals(other.place().application());
    }

    private boolean isLanding(Deployed one) {
        return one.effect() == Effect.APPLIED
                && before(one)
                        .filter(other -> other.state().equals(one.state()))
                        .isEmpty();
    }

    private boolean ranBefore(Deployed one) {
        return all.stream()
                .anyMatch(other -> same(other, one)
                        && other.liveAt().isBefore(one.liveAt())
                        && other.state().equals(one.state()));
    }

    private Optional<Reclassified.As> said(Deployed one, boolean aboutFailure) {
        return history.reclassified().stream()
                .filter(word -> word.deployment().equals(one.id()) && word.as().isAboutFailure() == aboutFailure)
                .max(Comparator.comparing(Reclassified::at))
                .map(Reclassified::as);
    }

    private boolean isRollback(Deployed one) {
        return said(one, false).isEmpty() && (one.rollbackAsked() || ranBefore(one));
    }

    private boolean isUnplanned(Deployed one) {
        Optional<Reclassified.As> word = said(one, false);
        if (word.isPresent()) {
            return word.get() == Reclassified.As.UNPLANNED;
        }
        return isRollback(one)
                || one.changes().stream().anyMatch(change -> {
                    String subject = change.subject().toLowerCase(Locale.ROOT);
                    return subject.startsWith("hotfix") || subject.startsWith("revert");
                });
    }

    private Optional<Deployed> nextLanding(Deployed one) {
        return all.stream()
                .filter(other ->
                        same(other, one) && isLanding(other) && other.liveAt().isAfter(one.liveAt()))
                .findFirst();
    }

    private boolean isFailed(Deployed one) {
        Optional<Reclassified.As> word = said(one, true);
        if (word.isPresent()) {
            return word.get() == Reclassified.As.FAILED;
        }
        boolean followed = nextLanding(one).filter(this::isUnplanned).isPresent();
        boolean degraded = history.degraded().stream()
                .anyMatch(each -> each.application().equals(one.place().application())
                        && !each.at().isBefore(one.healthyAt())
                        && !each.at().isAfter(one.healthyAt().plus(rules.watched()))
                        && all.stream()
                                .noneMatch(other -> same(other, one)
                                        && isLanding(other)
                                        && other.liveAt().isAfter(one.liveAt())
                                        && !other.liveAt().isAfter(each.at())));
        return followed || degraded;
    }

    private Optional<Duration> recovery(Deployed one) {
        return all.stream()
                .filter(other -> same(other, one)
                        && isLanding(other)
                        && other.liveAt().isAfter(one.liveAt())
                        && !other.state().equals(one.state()))
                .map(Deployed::healthyAt)
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(one.liveAt(), at));
    }

    /** The five figures in the words of {@link HistoriesTest}: one application a service, so every landing is a release. */
    List<String> figures(Span span) {
        List<Double> leads = new ArrayList<>();
        List<Double> recoveries = new ArrayList<>();
        int deployments = 0;
        int failed = 0;
        int rework = 0;
        int releases = 0;
        List<String> live = new ArrayList<>();
        for (Deployed one :
                all.stream().sorted(Comparator.comparing(Deployed::healthyAt)).toList()) {
            if (!isLanding(one)) {
                continue;
            }
            boolean inside = span.holds(one.healthyAt());
            releases += inside ? 1 : 0;
            rework += inside && isUnplanned(one) ? 1 : 0;
            if (isRollback(one)) {
                continue;
            }
            deployments += inside ? 1 : 0;
            if (isFailed(one) && inside) {
                failed++;
                recovery(one).ifPresent(took -> recoveries.add((double) took.toMillis() / 1000));
            }
            if (one.first()) {
                continue;
            }
            for (Change change : one.changes()) {
                String sha = one.place().service() + change.sha();
                if (!rules.isBot(change) && !live.contains(sha)) {
                    live.add(sha);
                    Instant merged = change.mergedAt().orElseThrow();
                    if (inside && !merged.isAfter(one.healthyAt())) {
                        leads.add(Duration.between(merged, one.healthyAt()).toMillis() / 1000.0);
                    }
                }
            }
        }
        return List.of(
                "lead " + leads.size() + " " + middle(leads) + " " + ninth(leads),
                "frequency " + deployments,
                "recovery " + recoveries.size() + " " + middle(recoveries) + " " + ninth(recoveries),
                "failed " + failed + "/" + deployments,
                "rework " + rework + "/" + releases);
    }

    private static String middle(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "-";
        }
        double low = sorted.get((sorted.size() - 1) / 2);
        double high = sorted.get(sorted.size() / 2);
        return String.format(Locale.ROOT, "%.3f", (low + high) / 2);
    }

    /** The first that at least nine tenths are not above. */
    private static String ninth(List<Double> all) {
        for (double each : all.stream().sorted().toList()) {
            if (all.stream().filter(other -> other <= each).count() * 10 >= all.size() * 9L) {
                return String.format(Locale.ROOT, "%.3f", each);
            }
        }
        return "-";
    }
}
