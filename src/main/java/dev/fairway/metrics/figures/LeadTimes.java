package dev.fairway.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From merge to healthy, for each change the first time it is live. Releases come oldest first. */
final class LeadTimes {

    /** A commit from before Git was made has no time worth the name. */
    private static final Instant BEFORE_GIT = Instant.parse("2005-01-01T00:00:00Z");

    private final Rules rules;
    private final Set<String> live = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    LeadTimes(Rules rules) {
        this.rules = rules;
    }

    List<Row> rows() {
        return rows;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    void add(Release release) {
        List<Landing> targets = release.targets().stream()
                .filter(target -> target.healthyAt().isPresent())
                .toList();
        List<Landing> comparable =
                targets.stream().filter(target -> !target.first()).toList();
        if (comparable.isEmpty()) {
            out(release, LeftOut.Because.FIRST);
            return;
        }
        Map<String, Change> changes = changes(comparable);
        if (changes.isEmpty()) {
            out(release, LeftOut.Because.COMMITS_UNKNOWN);
            return;
        }
        if (comparable.stream().anyMatch(target -> target.known() != Deployed.Known.ALL)) {
            out(release, LeftOut.Because.MORE_COMMITS);
        }
        changes.values().forEach(change -> add(release, change));
    }

    /** A merge is no change of its own, unless nothing else is known of what it brought. */
    private static Map<String, Change> changes(List<Landing> targets) {
        Map<String, Change> own = new LinkedHashMap<>();
        Map<String, Change> merges = new LinkedHashMap<>();
        targets.stream().flatMap(target -> target.changes().stream()).forEach(change -> (change.merge() ? merges : own)
                .putIfAbsent(change.sha(), change));
        return own.isEmpty() ? merges : own;
    }

    private void add(Release release, Change change) {
        Instant healthy = release.healthyAt().orElseThrow();
        if (rules.isBot(change)) {
            out(release, change, LeftOut.Because.BOT);
        } else if (!live.add(release.place().service() + "\n" + change.sha())) {
            out(release, change, LeftOut.Because.ALREADY_LIVE);
        } else if (change.mergedAt().filter(BEFORE_GIT::isBefore).isEmpty()) {
            out(release, change, LeftOut.Because.TIME_UNKNOWN);
        } else if (change.mergedAt().get().isAfter(healthy)) {
            out(release, change, LeftOut.Because.CLOCK);
        } else {
            rows.add(
                    Tally.of(release, change, Duration.between(change.mergedAt().get(), healthy)));
        }
    }

    private void out(Release release, LeftOut.Because because) {
        leftOut.add(new LeftOut(release.id(), release.place().application(), because, release.countedAt()));
    }

    private void out(Release release, Change change, LeftOut.Because because) {
        leftOut.add(new LeftOut(
                release.id(), release.place().application() + " " + change.sha(), because, release.countedAt()));
    }
}
