package dev.fairway.web.operations;

import dev.fairway.diagnosis.Event;
import dev.fairway.ledger.Operation;
import dev.fairway.ledger.StatusChange;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.view.Counted;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Push, steps, events and changes of state, in the order in which they happened. */
record Timeline(List<Moment> moments) {

    /**
     * @param mark the name of its mark; empty for a dot
     * @param strong whether it is what a person looks for
     */
    record Moment(Instant at, String time, String mark, String text, String detail, boolean strong) {}

    private static final int LONGEST = 140;

    static Timeline of(Shown shown, List<StatusChange> changes) {
        List<Moment> moments = new ArrayList<>();
        Operation operation = shown.operation();
        push(shown, moments);
        moments.add(moment(
                operation.startedAt(),
                "",
                "%s began, by %s".formatted(Wordings.kind(operation), Wordings.by(operation)),
                operation.reason(),
                false));
        attempts(operation, moments);
        events(shown, moments);
        changes(operation, changes, moments);
        operation
                .rolloutVerdict()
                .ifPresent(verdict -> moments.add(moment(
                        verdict.at(),
                        verdict.result().equals("HEALTHY")
                                ? "healthy"
                                : verdict.result().equals("SUPERSEDED") ? "" : "degraded",
                        "Rollout: "
                                + verdict.result()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '),
                        verdict.message(),
                        true)));
        moments.sort(Comparator.comparing(Moment::at));
        return new Timeline(List.copyOf(moments));
    }

    private static void push(Shown shown, List<Moment> moments) {
        shown.changes()
                .head()
                .ifPresent(commit -> moments.add(moment(
                        commit.committedAt(),
                        "",
                        "%s committed %s".formatted(Wordings.author(commit.author()), ShortRevision.of(commit.sha())),
                        commit.subject(),
                        false)));
    }

    private static void attempts(Operation operation, List<Moment> moments) {
        boolean several = operation.attempts().size() > 1;
        for (Operation.Attempt attempt : operation.attempts()) {
            boolean good = attempt.phase().equals("Succeeded");
            String what = several ? "Attempt " + attempt.number() : "Sync";
            moments.add(moment(
                    attempt.finishedAt(),
                    good ? "succeeded" : "failed",
                    what + (good ? " succeeded" : " failed"),
                    attempt.message(),
                    !good));
        }
    }

    /** Repeats are told once, with how often and in how many objects. */
    private static void events(Shown shown, List<Moment> moments) {
        Map<String, List<Event>> alike = new LinkedHashMap<>();
        for (Event event : shown.findings().evidence().events()) {
            if (event.warning()) {
                alike.computeIfAbsent(event.reason() + event.about().kind(), reason -> new ArrayList<>())
                        .add(event);
            }
        }
        alike.values().forEach(events -> {
            Event first = events.getFirst();
            int count = events.stream().mapToInt(Event::count).sum();
            Set<ResourceKey> about = new LinkedHashSet<>();
            events.forEach(event -> about.add(event.about()));
            String again = count == 1
                    ? first.reason()
                    : "First %s, since then %d in %s"
                            .formatted(
                                    first.reason(),
                                    count,
                                    Counted.of(
                                            about.size(),
                                            first.about().kind(),
                                            first.about().kind() + "s"));
            moments.add(moment(first.firstAt(), "degraded", again, first.message(), false));
        });
    }

    /** What the rollout's verdict tells anyway is not told twice. */
    private static void changes(Operation operation, List<StatusChange> changes, List<Moment> moments) {
        String health = "";
        for (StatusChange change : changes) {
            boolean told = operation
                    .rolloutVerdict()
                    .filter(verdict -> verdict.at().equals(change.at()))
                    .isPresent();
            if (!told && !change.health().equals(health) && !health.isEmpty()) {
                boolean incident = isIncident(operation, change);
                moments.add(moment(
                        change.at(),
                        incident ? "degraded" : "",
                        "Became " + change.health() + (incident ? " after it was healthy" : ""),
                        change.message(),
                        incident));
            }
            health = change.health();
        }
    }

    private static boolean isIncident(Operation operation, StatusChange change) {
        return change.health().equals("Degraded")
                && operation
                        .rolloutVerdict()
                        .filter(verdict -> verdict.result().equals("HEALTHY")
                                && verdict.at().isBefore(change.at()))
                        .isPresent();
    }

    private static Moment moment(Instant at, String mark, String text, String detail, boolean strong) {
        String line = detail.strip().lines().findFirst().orElse("");
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return new Moment(at, Clocks.time(at), mark, text, cut, strong);
    }
}
