package dev.fairway.web.settings.access;

import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Policy;
import dev.fairway.access.policy.PolicyLine;
import dev.fairway.access.policy.PolicyText;
import dev.fairway.access.policy.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What another policy text would change. Pure.
 *
 * @param mistakes lines that are not understood; with any of them there is nothing else to tell
 * @param added lines that are new
 * @param removed lines that would be gone
 * @param changes what people could do then and cannot now, or the other way round; at most {@value #MOST}
 * @param more how many further ones there are
 */
record PolicyPreview(
        List<PolicyText.Mistake> mistakes, List<String> added, List<String> removed, List<Change> changes, int more) {

    private static final int MOST = 60;

    /** @param allowed whether it would be possible then */
    record Change(String who, String deed, String where, boolean allowed, String because) {}

    static PolicyPreview of(
            PolicyText before,
            PolicyText after,
            Policy now,
            Policy then,
            Map<String, Subject> people,
            Map<String, List<String>> projects) {
        if (!after.mistakes().isEmpty()) {
            return new PolicyPreview(after.mistakes(), List.of(), List.of(), List.of(), 0);
        }
        List<String> old = before.lines().stream().map(PolicyLine::text).toList();
        List<String> fresh = after.lines().stream().map(PolicyLine::text).toList();
        List<Change> changes = changes(now, then, withNamed(people, now, then), projects);
        return new PolicyPreview(
                List.of(),
                fresh.stream().filter(line -> !old.contains(line)).toList(),
                old.stream().filter(line -> !fresh.contains(line)).toList(),
                changes.stream().limit(MOST).toList(),
                Math.max(0, changes.size() - MOST));
    }

    private static List<Change> changes(
            Policy now, Policy then, Map<String, Subject> people, Map<String, List<String>> projects) {
        List<Change> changes = new ArrayList<>();
        people.forEach((name, subject) -> {
            for (Deed deed : Deed.ALL) {
                if (deed.isOfTheInstallation()) {
                    difference(now, then, name, subject, deed, deed.in(""), "").ifPresent(changes::add);
                } else {
                    projects.forEach((project, applications) ->
                            changes.addAll(inProject(now, then, name, subject, deed, project, applications)));
                }
            }
        });
        return changes;
    }

    /** What changes for the project as a whole is told once; single applications where it is otherwise for them. */
    private static List<Change> inProject(
            Policy now,
            Policy then,
            String name,
            Subject subject,
            Deed deed,
            String project,
            List<String> applications) {
        List<Change> changes = new ArrayList<>();
        Optional<Change> whole = difference(now, then, name, subject, deed, deed.in(project), project);
        whole.ifPresent(changes::add);
        if (deed.isOnApplication()) {
            for (String application : applications) {
                Need need = new Need(deed.resource(), deed.action(), application);
                Optional<Change> single = difference(now, then, name, subject, deed, need, application);
                if (!single.map(Change::allowed).equals(whole.map(Change::allowed))) {
                    single.ifPresent(changes::add);
                }
            }
        }
        return changes;
    }

    private static Optional<Change> difference(
            Policy now, Policy then, String name, Subject subject, Deed deed, Need need, String where) {
        boolean can = then.isAllowed(subject, need);
        return now.isAllowed(subject, need) == can
                ? Optional.empty()
                : Optional.of(new Change(
                        name,
                        deed.text(),
                        where,
                        can,
                        then.decide(subject, need).because()));
    }

    /** Those whom a line names are people too, also before they have come in for the first time. */
    private static Map<String, Subject> withNamed(Map<String, Subject> known, Policy now, Policy then) {
        Map<String, Subject> people = new TreeMap<>(known);
        Stream.concat(now.lines().stream(), then.lines().stream())
                .map(line -> switch (line) {
                    case PolicyLine.Permission permission -> permission.subject();
                    case PolicyLine.Membership membership -> membership.subject();
                })
                .filter(name -> !name.startsWith("role:") && !name.startsWith("proj:"))
                .map(name -> name.startsWith("user:") ? name.substring("user:".length()) : name)
                .forEach(name -> people.putIfAbsent(name, Subject.named(name)));
        return people;
    }
}
