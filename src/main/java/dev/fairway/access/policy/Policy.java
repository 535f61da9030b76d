package dev.fairway.access.policy;

import dev.fairway.access.policy.PolicyLine.Membership;
import dev.fairway.access.policy.PolicyLine.Permission;
import dev.fairway.tenancy.Glob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All lines together. Never changes. */
public final class Policy {

    /** More roles than this from one person to a line are not followed. */
    private static final int DEEPEST = 8;

    private static final int MOST_TO_ASK = 3;
    private static final int MOST_REACHED = 2_000;
    private static final int MOST_SIGHTS = 1_000;

    private final List<PolicyLine> lines;
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Map<String, List<Membership>> memberships = new HashMap<>();
    private final Map<Subject, Sight> sights = new ConcurrentHashMap<>();
    private final String defaultRole;

    private record Rule(Permission line, Glob resource, Glob action, Glob object) {

        static Rule of(Permission line) {
            return new Rule(line, Glob.of(line.resource()), Glob.of(line.action()), Glob.of(line.object()));
        }

        boolean isAbout(Resource which, String what) {
            return resource.matches(which.word()) && action.matches(what);
        }

        boolean isAbout(Need need) {
            return isAbout(need.resource(), need.action()) && object.matches(need.object());
        }
    }

    /** A name that someone has, and how they came to it. */
    private record Reached(String name, List<Membership> via) {

        boolean holdsIn(String project) {
            return via.stream()
                    .allMatch(membership -> membership.isEverywhere()
                            || Glob.of(membership.project()).matches(project));
        }

        boolean isEverywhere() {
            return via.stream().allMatch(Membership::isEverywhere);
        }
    }

    private record Found(Rule rule, Reached reached) {}

    private Policy(List<PolicyLine> lines, String defaultRole) {
        this.lines = List.copyOf(lines);
        this.defaultRole = defaultRole;
        for (PolicyLine line : lines) {
            switch (line) {
                case Permission permission ->
                    rules.computeIfAbsent(permission.subject(), subject -> new ArrayList<>())
                            .add(Rule.of(permission));
                case Membership membership ->
                    memberships
                            .computeIfAbsent(membership.subject(), subject -> new ArrayList<>())
                            .add(membership);
            }
        }
    }

    /**
     * @param defaultRole what everyone who is signed in has, as {@code role:viewer}; empty for nothing
     */
    public static Policy of(Collection<PolicyLine> lines, String defaultRole) {
        return new Policy(
                Stream.concat(BuiltInRole.lines().stream(), lines.stream()).toList(), defaultRole);
    }

    public List<PolicyLine> lines() {
        return lines;
    }

    /** Whether it says the same. */
    public boolean isSameAs(Policy other) {
        return lines.equals(other.lines) && defaultRole.equals(other.defaultRole);
    }

    public Decision decide(Subject who, Need need) {
        Optional<Found> found = ruling(reached(who), need);
        boolean allowed =
                found.filter(ruling -> ruling.rule().line().isAllowed()).isPresent();
        return new Decision(
                allowed,
                need,
                found.map(ruling -> ruling.rule().line()),
                found.map(ruling -> ruling.reached().via()).orElse(List.of()),
                leastRole(need),
                allowed ? List.of() : holders(need));
    }

    /** The decision without its reasons, for whoever asks a thousand times. */
    public boolean isAllowed(Subject who, Need need) {
        return ruling(reached(who), need)
                .filter(found -> found.rule().line().isAllowed())
                .isPresent();
    }

    /** Whether there may be an object that someone may do this to: what a menu entry needs to know. */
    public boolean isPossibleSomewhere(Subject who, Resource resource, String action) {
        List<Reached> reached = reached(who);
        return found(reached)
                        .anyMatch(found -> found.rule().isAbout(resource, action)
                                && found.rule().line().isAllowed())
                && found(reached)
                        .noneMatch(found -> found.rule().isAbout(resource, action)
                                && !found.rule().line().isAllowed()
                                && found.rule().line().object().equals(Need.ALL)
                                && found.reached().isEverywhere());
    }

    /** Which applications someone may read; the same one for the same subject, as long as this policy counts. */
    public Sight sight(Subject who) {
        if (sights.size() > MOST_SIGHTS) {
            sights.clear();
        }
        return sights.computeIfAbsent(who, this::look);
    }

    private Sight look(Subject who) {
        List<Found> about = found(reached(who))
                .filter(found -> found.rule().isAbout(Resource.APPLICATIONS, "get"))
                .toList();
        boolean denied = about.stream().anyMatch(found -> !found.rule().line().isAllowed());
        boolean everything = !denied
                && about.stream()
                        .anyMatch(found -> found.reached().isEverywhere()
                                && (found.rule().line().object().equals("*")
                                        || found.rule().line().object().equals("*/*")));
        return new Sight(everything, need -> {
            List<Found> ruling = about.stream()
                    .filter(found -> found.rule().object().matches(need.object())
                            && found.reached().holdsIn(need.project()))
                    .toList();
            return !ruling.isEmpty()
                    && ruling.stream().allMatch(found -> found.rule().line().isAllowed());
        });
    }

    /** A deny if there is one, else an allow if there is one. */
    private Optional<Found> ruling(List<Reached> reached, Need need) {
        List<Found> about = found(reached)
                .filter(found -> found.rule().isAbout(need) && found.reached().holdsIn(need.project()))
                .toList();
        return about.stream()
                .filter(found -> !found.rule().line().isAllowed())
                .findFirst()
                .or(() -> about.stream().findFirst());
    }

    private Stream<Found> found(List<Reached> reached) {
        return reached.stream().flatMap(each -> rules.getOrDefault(each.name(), List.of()).stream()
                .map(rule -> new Found(rule, each)));
    }

    /** Everyone that someone is, nearest first. The same role in two projects is there twice. */
    private List<Reached> reached(Subject who) {
        Deque<Reached> open = new ArrayDeque<>();
        who.names().forEach(name -> open.add(new Reached(name, List.of())));
        String name = who.user().isEmpty() ? "everyone" : who.user();
        if (!who.role().isEmpty()) {
            open.add(new Reached(
                    who.role(), List.of(new Membership(name, who.role(), Need.ALL, "the role of the user"))));
        }
        if (!defaultRole.isEmpty()) {
            open.add(new Reached(
                    defaultRole, List.of(new Membership("everyone", defaultRole, Need.ALL, "the default role"))));
        }
        Set<List<String>> seen = new LinkedHashSet<>();
        List<Reached> all = new ArrayList<>();
        while (!open.isEmpty() && all.size() < MOST_REACHED) {
            Reached next = open.poll();
            if (!seen.add(key(next))) {
                continue;
            }
            all.add(next);
            if (next.via().size() < DEEPEST) {
                memberships.getOrDefault(next.name(), List.of()).forEach(membership -> {
                    List<Membership> via = new ArrayList<>(next.via());
                    via.add(membership);
                    open.add(new Reached(membership.role(), List.copyOf(via)));
                });
            }
        }
        return all;
    }

    private static List<String> key(Reached reached) {
        return Stream.concat(
                        Stream.of(reached.name()),
                        reached.via().stream()
                                .filter(membership -> !membership.isEverywhere())
                                .map(Membership::project)
                                .sorted()
                                .distinct())
                .toList();
    }

    private Optional<BuiltInRole> leastRole(Need need) {
        return Stream.of(BuiltInRole.values())
                .filter(role -> ruling(reachedBy(role.subject()), need)
                        .filter(found -> found.rule().line().isAllowed())
                        .isPresent())
                .findFirst();
    }

    private List<Reached> reachedBy(String role) {
        return reached(new Subject("", Set.of(), role)).stream()
                .filter(reached -> reached.via().isEmpty()
                        || !reached.via().getFirst().origin().equals("the default role"))
                .toList();
    }

    /** The people and groups who may do it, at most {@value #MOST_TO_ASK} of them; those who are named directly come first. */
    public List<String> holders(Need need) {
        return Stream.concat(rules.keySet().stream(), memberships.keySet().stream())
                .distinct()
                .filter(name -> !name.startsWith("role:") && !name.startsWith("proj:"))
                .sorted()
                .filter(name -> ruling(reachedFrom(name), need)
                        .filter(found -> found.rule().line().isAllowed())
                        .isPresent())
                .map(Policy::forPeople)
                .distinct()
                .limit(MOST_TO_ASK)
                .toList();
    }

    private List<Reached> reachedFrom(String name) {
        if (name.startsWith("group:")) {
            return reached(new Subject("", Set.of(name.substring("group:".length())), ""));
        }
        return reached(new Subject(name.startsWith("user:") ? name.substring("user:".length()) : name, Set.of(), ""));
    }

    private static String forPeople(String name) {
        if (name.startsWith("group:")) {
            return "the group " + name.substring("group:".length());
        }
        return name.startsWith("user:") ? name.substring("user:".length()) : name;
    }
}
