package dev.fairway.web.settings.access;

import dev.fairway.access.policy.Decision;
import dev.fairway.access.policy.Policy;
import dev.fairway.access.policy.PolicyLine;
import dev.fairway.access.policy.PolicyText;
import dev.fairway.access.policy.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    record Change(String who, String deed, String project, boolean allowed, String because) {}

    static PolicyPreview of(
            PolicyText before,
            PolicyText after,
            Policy now,
            Policy then,
            Map<String, Subject> people,
            List<String> projects) {
        if (!after.mistakes().isEmpty()) {
            return new PolicyPreview(after.mistakes(), List.of(), List.of(), List.of(), 0);
        }
        List<String> old = before.lines().stream().map(PolicyLine::text).toList();
        List<String> fresh = after.lines().stream().map(PolicyLine::text).toList();
        List<Change> changes = changes(now, then, people, projects);
        return new PolicyPreview(
                List.of(),
                fresh.stream().filter(line -> !old.contains(line)).toList(),
                old.stream().filter(line -> !fresh.contains(line)).toList(),
                changes.stream().limit(MOST).toList(),
                Math.max(0, changes.size() - MOST));
    }

    private static List<Change> changes(Policy now, Policy then, Map<String, Subject> people, List<String> projects) {
        List<Change> changes = new ArrayList<>();
        people.forEach((name, subject) -> {
            for (Deed deed : Deed.ALL) {
                boolean everywhere = deed.in("a").equals(deed.in("b"));
                for (String project : everywhere ? List.of("") : projects) {
                    boolean could = now.isAllowed(subject, deed.in(project));
                    boolean can = then.isAllowed(subject, deed.in(project));
                    if (could != can) {
                        Decision decision = then.decide(subject, deed.in(project));
                        changes.add(new Change(name, deed.text(), project, can, decision.because()));
                    }
                }
            }
        });
        return changes;
    }
}
