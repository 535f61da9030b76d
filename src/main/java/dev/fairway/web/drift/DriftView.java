package dev.fairway.web.drift;

import dev.fairway.ledger.Drift;
import dev.fairway.reconciliation.DriftEnded.End;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * One drift, as people read it.
 *
 * @param sentence all of it in one
 * @param operation the address of what ended it; empty if nothing of ours did
 */
record DriftView(
        String id,
        String href,
        String sentence,
        String application,
        String applicationHref,
        String object,
        String objectHref,
        String field,
        String git,
        String live,
        String manager,
        String lasted,
        Mark state,
        String operation,
        Age at,
        String clock) {

    static final String WHOLE = "the object itself";

    static DriftView of(Drift drift, ZoneId zone, Instant now) {
        return new DriftView(
                drift.id(),
                "/drift/" + drift.id(),
                sentence(drift, zone, now),
                drift.application().name(),
                AppLink.to(drift.application()),
                drift.resource().kind() + "/" + drift.resource().name(),
                AppLink.to(drift.application(), drift.resource()),
                drift.field().isEmpty() ? WHOLE : drift.field(),
                drift.git().isEmpty() ? "nothing" : drift.git(),
                drift.live().isEmpty() ? "removed" : drift.live(),
                drift.manager().isEmpty() ? "not told" : drift.manager(),
                words(drift.lasted(now)),
                state(drift),
                drift.end()
                        .flatMap(Drift.End::operation)
                        .map(id -> "/ops/" + id)
                        .orElse(""),
                Age.of(drift.beganAt(), now),
                clock(drift.beganAt(), zone));
    }

    /** {@code spec.replicas of Deployment web was 3, became 5 by kubectl-edit at 14:02, lasted 12 min, healed by self-heal}. */
    private static String sentence(Drift drift, ZoneId zone, Instant now) {
        String end = drift.end()
                .map(over -> "lasted %s, %s".formatted(words(drift.lasted(now)), how(over.how())))
                .orElseGet(() -> "has lasted %s and still differs".formatted(words(drift.lasted(now))));
        String by = drift.manager().isEmpty() ? "" : " by " + drift.manager();
        return "%s%s at %s, %s.".formatted(what(drift), by, clock(drift.beganAt(), zone), end);
    }

    private static String what(Drift drift) {
        String object = drift.resource().kind() + " " + drift.resource().name();
        if (drift.field().isEmpty()) {
            return object + (drift.live().startsWith("differs") ? " " : " was ") + drift.live();
        }
        String before = drift.git().isEmpty() ? "not in Git" : drift.git();
        String after = drift.live().isEmpty() ? "was removed" : "became " + drift.live();
        return "%s of %s was %s, %s".formatted(drift.field(), object, before, after);
    }

    static String how(String how) {
        return switch (end(how)) {
            case HEALED -> "healed by self-heal";
            case SYNCED -> "undone by a sync";
            case ACCEPTED -> "accepted by a new commit";
            case UNDONE -> "went back without an operation";
            case CHANGED -> "then became yet another value";
            case IGNORED -> "is hidden by an ignore rule since";
            case GONE -> "then the application had left the cluster";
        };
    }

    private static Mark state(Drift drift) {
        return drift.end().map(end -> mark(end.how())).orElse(new Mark("outofsync", "warn", "Open"));
    }

    /** @param state {@code OPEN}, or how it ended */
    static Mark mark(String state) {
        if (state.equals("OPEN")) {
            return new Mark("outofsync", "warn", "Open");
        }
        return switch (end(state)) {
            case HEALED -> new Mark("synced", "ok", "Self-healed");
            case SYNCED -> new Mark("synced", "ok", "Synced");
            case ACCEPTED -> new Mark("synced", "ok", "Accepted");
            case UNDONE -> new Mark("synced", "ok", "Went back");
            case CHANGED -> new Mark("waiting", "unk", "Changed again");
            case IGNORED -> new Mark("waiting", "unk", "Ignored");
            case GONE -> new Mark("waiting", "unk", "Gone");
        };
    }

    private static End end(String how) {
        return Arrays.stream(End.values())
                .filter(end -> end.name().equals(how.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(End.UNDONE);
    }

    private static String words(Duration length) {
        return Age.of(Instant.EPOCH, Instant.EPOCH.plus(length)).text();
    }

    static String clock(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH)
                .withZone(zone)
                .format(at);
    }
}
