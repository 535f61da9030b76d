package dev.fairway.metrics.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which landings failed, why, and when each was recovered from. */
final class Failing {

    private final Map<String, List<Landing>> sequences;
    private final Rules rules;
    private final Map<String, List<Failure>> failures = new HashMap<>();
    private final Map<String, Instant> resolved = new HashMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    Failing(Map<String, List<Landing>> sequences, Rules rules) {
        this.sequences = sequences;
        this.rules = rules;
    }

    record Judged(List<Landing> landings, List<LeftOut> leftOut) {}

    /** @param landings it is tied to, at least one */
    record Caused(Reach how, List<Landing> landings) {}

    static Judged judge(Landings landings, History history, List<Incident> incidents, Rules rules) {
        Failing failing = new Failing(landings.byApplication(), rules);
        failing.byWhatCameNext();
        failing.degraded(history.degraded());
        failing.afterwards(history.synced());
        failing.incidents(incidents);
        Map<String, Reclassified> words = Words.latest(history.reclassified(), Reclassified.As::isAboutFailure);
        List<Landing> judged = new ArrayList<>();
        landings.byApplication().values().forEach(sequence -> {
            for (int at = 0; at < sequence.size(); at++) {
                judged.add(failing.judged(sequence, at, words));
            }
        });
        return new Judged(judged, failing.leftOut);
    }

    private void byWhatCameNext() {
        for (List<Landing> sequence : sequences.values()) {
            for (int at = 0; at + 1 < sequence.size(); at++) {
                Landing next = sequence.get(at + 1);
                if (next.kind().isUnplanned()) {
                    Failure.Why why = next.kind() == Kind.ROLLBACK ? Failure.Why.ROLLED_BACK : Failure.Why.HOTFIXED;
                    fail(sequence.get(at), new Failure(why, next.liveAt(), next.id(), next.why()));
                }
            }
        }
    }

    private void degraded(List<Degraded> all) {
        for (Degraded each : new HashSet<>(all)) {
            running(each.application(), each.at())
                    .filter(landing -> landing.healthyAt()
                            .filter(healthy -> isWithin(healthy, each.at()))
                            .isPresent())
                    .ifPresent(
                            landing -> fail(landing, new Failure(Failure.Why.DEGRADED, each.at(), "", each.message())));
        }
    }

    private boolean isWithin(Instant healthy, Instant at) {
        return !at.isBefore(healthy) && !at.isAfter(healthy.plus(rules.watched()));
    }

    /** What ran then: the last one that was live. */
    private Optional<Landing> running(String application, Instant at) {
        return sequences.getOrDefault(application, List.of()).stream()
                .filter(landing -> !landing.liveAt().isAfter(at))
                .reduce((earlier, later) -> later);
    }

    /** A hook failed after the sync, and a later attempt brought the same revisions. */
    private void afterwards(List<Synced> all) {
        for (Synced each : all) {
            if (each.outcome() == Synced.Outcome.FAILED_AFTERWARDS && each.cause() == Synced.Cause.CHANGE) {
                sequences.getOrDefault(each.place().application(), List.of()).stream()
                        .filter(landing -> landing.healthyAt().isPresent()
                                && !landing.healthyAt().get().isBefore(each.at())
                                && landing.revisions().equals(each.revisions()))
                        .findFirst()
                        .ifPresent(landing -> fail(
                                landing, new Failure(Failure.Why.AFTERWARDS, each.at(), each.id(), each.message())));
            }
        }
    }

    private void incidents(List<Incident> all) {
        Set<String> seen = new HashSet<>();
        for (Incident each :
                all.stream().sorted(Comparator.comparing(Incident::id)).toList()) {
            if (!seen.add(each.id())) {
                continue;
            }
            List<Landing> caused = caused(each).map(Caused::landings).orElse(List.of());
            caused.forEach(landing -> {
                fail(landing, new Failure(Failure.Why.INCIDENT, each.startedAt(), each.id(), each.title()));
                each.resolvedAt().ifPresent(end -> resolved.merge(landing.id(), end, Failing::later));
            });
            if (caused.isEmpty()) {
                leftOut.add(new LeftOut(each.id(), each.title(), LeftOut.Because.UNLINKED, each.startedAt()));
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A person's link wins over what the incident names, and that over what ran when it began. */
    Optional<Caused> caused(Incident incident) {
        Predicate<Landing> allowed = landing -> !incident.unlinked().contains(landing.id());
        return caused(Reach.BY_HAND, all(landing -> incident.linked().contains(landing.id())))
                .or(() -> incident.isNamed()
                        ? caused(Reach.NAMED, all(allowed.and(landing -> isNamed(landing, incident))))
                        : caused(Reach.IN_TIME, inTime(incident, allowed)));
    }

    private static Optional<Caused> caused(Reach how, List<Landing> landings) {
        return landings.isEmpty() ? Optional.empty() : Optional.of(new Caused(how, landings));
    }

    private List<Landing> inTime(Incident incident, Predicate<Landing> allowed) {
        return sequences.values().stream()
                .filter(sequence -> incident.isAbout(sequence.getFirst().place()))
                .flatMap(sequence -> running(sequence.getFirst().place().application(), incident.startedAt()).stream())
                .filter(allowed)
                .filter(landing -> isWithin(landing.countedAt(), incident.startedAt()))
                .toList();
    }

    private static boolean isNamed(Landing landing, Incident incident) {
        return landing.id().equals(incident.deployment())
                || landing.operation().filter(incident.operation()::equals).isPresent()
                || landing.changes().stream().anyMatch(incident::names);
    }

    private List<Landing> all(Predicate<Landing> chosen) {
        return sequences.values().stream().flatMap(List::stream).filter(chosen).toList();
    }

    private void fail(Landing landing, Failure failure) {
        failures.computeIfAbsent(landing.id(), key -> new ArrayList<>()).add(failure);
    }

    private Landing judged(List<Landing> sequence, int at, Map<String, Reclassified> words) {
        Landing landing = sequence.get(at);
        for (Failure failure : failures.getOrDefault(landing.id(), List.of()).stream()
                .sorted(Comparator.comparing(Failure::at)
                        .thenComparing(Failure::why)
                        .thenComparing(Failure::evidence))
                .toList()) {
            landing = landing.failed(failure);
        }
        Reclassified word = words.get(landing.id());
        if (word != null && word.as() == Reclassified.As.NOT_FAILED) {
            return landing.notFailed();
        }
        if (word != null && !landing.isFailed()) {
            landing = landing.failed(new Failure(Failure.Why.BY_A_PERSON, word.at(), "", word.reason()));
        }
        return landing.isFailed() ? landing.recovered(recovery(sequence, at)) : landing;
    }

    private Optional<Instant> recovery(List<Landing> sequence, int at) {
        Landing failed = sequence.get(at);
        Optional<Instant> state = sequence.subList(at + 1, sequence.size()).stream()
                .filter(next -> next.healthyAt().isPresent() && next.differsFrom(failed))
                .map(next -> next.healthyAt().orElseThrow())
                .min(Comparator.naturalOrder());
        Optional<Instant> end = Optional.ofNullable(resolved.get(failed.id()));
        return state.isPresent() && end.isPresent()
                ? Optional.of(state.get().isBefore(end.get()) ? state.get() : end.get())
                : state.or(() -> end);
    }
}
