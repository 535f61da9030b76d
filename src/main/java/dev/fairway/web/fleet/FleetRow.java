package dev.fairway.web.fleet;

import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.fleet.Family.Member;
import dev.fairway.web.query.Urgency;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import dev.fairway.web.view.UrgencyMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One application in the treegrid.
 *
 * @param level counts from 1
 * @param parent whether it made others
 * @param open whether they are shown
 * @param toggleHref the page with them shown or hidden
 * @param counts the most urgent states below it
 * @param unseen how many more are below it that whoever looks may not see
 * @param further how many applications below it are in none of the states counted
 * @param lag the age of the oldest commit here or below that is not healthy yet
 */
record FleetRow(
        String id,
        String name,
        String href,
        int level,
        boolean parent,
        boolean open,
        String toggleHref,
        boolean hot,
        Mark health,
        Mark sync,
        Optional<WorstCell> worst,
        List<Count> counts,
        int further,
        int unseen,
        int size,
        Optional<Age> lag,
        String revision) {

    private static final int STATES = 3;

    record WorstCell(Mark mark, String path, String href) {}

    record Count(Mark mark, int count, boolean quiet) {}

    static FleetRow of(Member member, int level, boolean open, String toggleHref, Instant now) {
        Entry entry = member.entry();
        List<Count> counts = counts(member);
        return new FleetRow(
                "fleet-" + entry.name().namespace() + "-" + entry.name().name(),
                entry.name().name(),
                AppLink.to(entry.name()),
                level,
                !member.children().isEmpty(),
                open,
                toggleHref,
                entry.urgency() == Urgency.FAILED || entry.urgency() == Urgency.DEGRADED,
                entry.asked().deleting()
                        ? Mark.TERMINATING
                        : Mark.of(entry.going().health()),
                Mark.of(entry.going().sync()),
                worst(member),
                counts,
                member.size() - counts.stream().mapToInt(Count::count).sum(),
                member.unseen(),
                member.size(),
                member.oldest().map(at -> Age.of(at, now)),
                entry.going().revisions().stream()
                        .findFirst()
                        .map(ShortRevision::of)
                        .orElse(""));
    }

    /** A leaf that is not well is its own worst; then the reason stands there instead of a path. */
    private static Optional<WorstCell> worst(Member member) {
        if (member.children().isEmpty()) {
            Entry entry = member.entry();
            return entry.why().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new WorstCell(UrgencyMark.of(entry.urgency()), entry.why(), AppLink.to(entry.name())));
        }
        return member.worst()
                .map(worst -> new WorstCell(
                        UrgencyMark.of(worst.entry().urgency()),
                        String.join(" / ", worst.path()),
                        AppLink.to(worst.entry().name())));
    }

    private static List<Count> counts(Member member) {
        Stream<Count> urgent = Stream.of(Urgency.values())
                .filter(urgency -> urgency != Urgency.HEALTHY && member.below().containsKey(urgency))
                .limit(STATES)
                .map(urgency ->
                        new Count(UrgencyMark.of(urgency), member.below().getOrDefault(urgency, 0), false));
        Stream<Count> healthy = Stream.of(Urgency.HEALTHY)
                .filter(urgency -> member.below().containsKey(urgency))
                .map(urgency ->
                        new Count(UrgencyMark.of(urgency), member.below().getOrDefault(urgency, 0), true));
        return Stream.concat(urgent, healthy).toList();
    }
}
