package dev.fairway.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One history as it is written in {@code histories.txt}, with the figures that were worked out on paper. */
final class Told {

    final String name;
    final List<String> expected = new ArrayList<>();
    private final List<Deployed> deployed = new ArrayList<>();
    private final List<Synced> synced = new ArrayList<>();
    private final List<Degraded> degraded = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Reclassified> words = new ArrayList<>();
    private final Map<String, Set<String>> linked = new HashMap<>();
    private final Map<String, Set<String>> unlinked = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    Rules rules = new Rules(Duration.ofHours(1), Rules.DEFAULT.bots(), 1);
    Span span = new Span(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01"), ZoneId.of("UTC"));

    private Told(String name) {
        this.name = name;
    }

    static List<Told> all(String text) {
        List<Told> all = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("case ")) {
                all.add(new Told(line.substring(5)));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                all.getLast().read(line);
            }
        }
        return all;
    }

    History history() {
        List<Incident> whole = incidents.stream()
                .map(each -> new Incident(
                        each.id(),
                        each.title(),
                        each.deployment(),
                        each.operation(),
                        each.commit(),
                        each.application(),
                        each.service(),
                        each.environment(),
                        each.startedAt(),
                        each.resolvedAt(),
                        linked.getOrDefault(each.id(), Set.of()),
                        unlinked.getOrDefault(each.id(), Set.of()),
                        ""))
                .toList();
        return new History(deployed, synced, degraded, whole, words);
    }

    private void read(String line) {
        List<String> parts = Arrays.asList(line.split("\\s+"));
        String verb = parts.getFirst();
        Map<String, String> given = parts.stream()
                .filter(part -> part.contains("="))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Set<String> flags =
                parts.stream().skip(1).filter(part -> !part.contains("=")).collect(Collectors.toSet());
        String subject = parts.size() > 1 ? parts.get(1) : "";
        switch (verb) {
            case "enough" -> rules = new Rules(rules.watched(), rules.bots(), Integer.parseInt(subject));
            case "span" ->
                span = new Span(
                        LocalDate.parse(given.get("from")),
                        LocalDate.parse(given.get("to")),
                        ZoneId.of(given.get("zone")));
            case "deploy" -> deploy(subject, given, flags);
            case "routine" -> routine(subject, given);
            case "sync" -> sync(subject, given, flags);
            case "degraded" -> degraded.add(new Degraded(subject, time(given.get("at")), ""));
            case "incident" -> incident(subject, given);
            case "link" ->
                linked.computeIfAbsent(subject, key -> new HashSet<>()).add(parts.get(2));
            case "unlink" ->
                unlinked.computeIfAbsent(subject, key -> new HashSet<>()).add(parts.get(2));
            case "reclassify" ->
                words.add(new Reclassified(
                        subject,
                        Reclassified.As.valueOf(
                                parts.get(2).toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                        "ann",
                        "because",
                        time(given.getOrDefault("at", "30T00:00"))));
            case "expect" -> expected.add(line.substring(7).strip());
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void deploy(String application, Map<String, String> given, Set<String> flags) {
        Instant healthy = time(given.get("at"));
        String state = given.get("state");
        List<Change> changes = flags.contains("unknown") ? List.of() : changes(given.getOrDefault("commits", ""));
        String revisions = given.getOrDefault("revision", "r-" + state);
        String release = given.getOrDefault(
                "release", changes.isEmpty() ? revisions : changes.getFirst().sha());
        boolean first = known.add(application) && !flags.contains("later");
        deployed.add(new Deployed(
                given.getOrDefault("id", "d" + (deployed.size() + 1)),
                place(application, given),
                Optional.ofNullable(given.get("op")),
                flags.contains("rollback"),
                given.getOrDefault("reason", ""),
                revisions,
                effect(given.getOrDefault("effect", "applied")),
                release,
                state,
                first,
                changes,
                flags.contains("unknown")
                        ? Deployed.Known.NONE
                        : flags.contains("truncated") ? Deployed.Known.SOME : Deployed.Known.ALL,
                "",
                "ann",
                given.containsKey("live") ? time(given.get("live")) : healthy.minus(Duration.ofMinutes(5)),
                healthy));
    }

    /** So many plain deployments, one a day from the first on at noon, each of one commit an hour old. */
    private void routine(String application, Map<String, String> given) {
        int count = Integer.parseInt(given.get("count"));
        for (int day = 1; day <= count; day++) {
            String state = application + day;
            deploy(
                    application,
                    Map.of("at", day + "T12:00", "state", state, "commits", "c-" + state + "@" + day + "T11:00"),
                    Set.of("later"));
        }
    }

    private void sync(String application, Map<String, String> given, Set<String> flags) {
        Synced.Cause cause = flags.contains("heal")
                ? Synced.Cause.SELF_HEAL
                : flags.contains("dry")
                        ? Synced.Cause.DRY_RUN
                        : flags.contains("rollback") ? Synced.Cause.ROLLBACK : Synced.Cause.CHANGE;
        synced.add(new Synced(
                given.getOrDefault("op", "o" + (synced.size() + 1)),
                place(application, given),
                cause,
                given.getOrDefault("revision", "r"),
                switch (given.getOrDefault("failed", "")) {
                    case "" -> Synced.Outcome.SUCCEEDED;
                    case "PostSync" -> Synced.Outcome.FAILED_AFTERWARDS;
                    default -> Synced.Outcome.FAILED;
                },
                effect(given.getOrDefault("effect", "applied")),
                Synced.Rollout.valueOf(given.getOrDefault("rollout", "NONE")),
                "ann",
                "",
                time(given.get("at")),
                time(given.getOrDefault("settled", given.get("at")))));
    }

    private void incident(String id, Map<String, String> given) {
        incidents.add(new Incident(
                id,
                id,
                given.getOrDefault("deployment", ""),
                given.getOrDefault("op", ""),
                given.getOrDefault("commit", ""),
                given.getOrDefault("app", ""),
                given.getOrDefault("service", ""),
                given.getOrDefault("env", ""),
                time(given.get("at")),
                Optional.ofNullable(given.get("until")).map(Told::time),
                Set.of(),
                Set.of(),
                ""));
    }

    private static Place place(String application, Map<String, String> given) {
        String environment = given.getOrDefault("env", "production");
        return new Place(
                application,
                given.getOrDefault("team", "shop"),
                given.getOrDefault("service", application),
                environment,
                environment.startsWith("prod"),
                given.getOrDefault("cluster", "one"));
    }

    /** {@code sha@3T10:00}, with {@code :bot}, {@code :merge}, {@code :revert}, {@code :hotfix}, {@code :timeless} behind. */
    private static List<Change> changes(String text) {
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isEmpty())
                .map(part -> {
                    String[] marks = part.split("!");
                    String[] halves = marks[0].split("@");
                    List<String> flags = List.of(marks).subList(1, marks.length);
                    Instant at = time(halves[1]);
                    return new Change(
                            halves[0],
                            flags.contains("bot") ? "renovate[bot] <bot@example>" : "Ann <ann@example>",
                            Optional.of(at.minusSeconds(3600)),
                            flags.contains("timeless") ? Optional.empty() : Optional.of(at),
                            flags.contains("revert")
                                    ? "Revert \"x\""
                                    : flags.contains("hotfix") ? "hotfix: x" : "Change x",
                            flags.contains("merge"));
                })
                .toList();
    }

    private static Effect effect(String text) {
        return switch (text) {
            case "pruned" -> Effect.ONLY_PRUNED;
            case "hooks" -> Effect.ONLY_HOOKS;
            case "nothing" -> Effect.NOTHING;
            default -> Effect.APPLIED;
        };
    }

    /** {@code 3T10:00} is in October 2026; {@code 9-30T10:00} in September. */
    static Instant time(String text) {
        String[] halves = text.split("T");
        String[] day = halves[0].contains("-") ? halves[0].split("-") : new String[] {"10", halves[0]};
        String clock = halves[1].length() == 5 ? halves[1] + ":00" : halves[1];
        return Instant.parse("2026-%02d-%02dT%sZ".formatted(Integer.parseInt(day[0]), Integer.parseInt(day[1]), clock));
    }
}
