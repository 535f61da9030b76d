package dev.fairway.access.policy;

import dev.fairway.access.policy.PolicyLine.Membership;
import dev.fairway.access.policy.PolicyLine.Permission;
import dev.fairway.access.policy.PolicyText.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A role that a project has of its own, as lines. Whoever may change a project gives rights in that project and nowhere
 * else: a line counts only if it is about {@code proj:<project>:<role>} and its object begins with the project.
 */
public final class ProjectPolicy {

    /** Argo CD's. */
    private static final Set<Resource> RESOURCES = Set.of(
            Resource.APPLICATIONS,
            Resource.APPLICATION_SETS,
            Resource.REPOSITORIES,
            Resource.CLUSTERS,
            Resource.EXEC,
            Resource.LOGS);

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]([-_a-zA-Z0-9]{0,251}[a-zA-Z0-9])?");

    private ProjectPolicy() {}

    /**
     * Reads the policies and groups of a role. What does not count is among the mistakes, by its number in the list.
     *
     * @param groups become members by the name that whoever vouches for people gives
     */
    public static PolicyText read(String project, String role, List<String> policies, List<String> groups) {
        List<PolicyLine> lines = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        if (!NAME.matcher(role).matches()) {
            return new PolicyText(
                    List.of(), List.of(new Mistake(1, "The name of a role is made of letters, digits, '-' and '_'.")));
        }
        String subject = "proj:%s:%s".formatted(project, role);
        String origin = "the role %s of the project %s".formatted(role, project);
        for (int at = 0; at < policies.size(); at++) {
            int number = at + 1;
            PolicyText read = PolicyText.read(policies.get(at).strip(), line -> origin);
            read.mistakes().forEach(mistake -> mistakes.add(new Mistake(number, mistake.text())));
            for (PolicyLine line : read.lines()) {
                String wrong = wrong(line, project, subject);
                if (wrong.isEmpty()) {
                    lines.add(line);
                } else {
                    mistakes.add(new Mistake(number, wrong));
                }
            }
        }
        groups.stream()
                .filter(group -> !group.isBlank())
                .map(group -> new Membership("group:" + group.strip(), subject, Need.ALL, origin))
                .forEach(lines::add);
        return new PolicyText(List.copyOf(lines), List.copyOf(mistakes));
    }

    private static String wrong(PolicyLine line, String project, String subject) {
        return switch (line) {
            case Membership membership -> "Who has the role is said by its groups, not by a line.";
            case Permission permission -> wrong(permission, project, subject);
        };
    }

    private static String wrong(Permission line, String project, String subject) {
        if (!line.subject().equals(subject)) {
            return "A policy of this role is about %s.".formatted(subject);
        }
        if (Resource.of(line.resource()).filter(RESOURCES::contains).isEmpty()) {
            return "A role of a project is about applications, applicationsets, repositories, clusters, exec or logs.";
        }
        return line.object().startsWith(project + "/")
                ? ""
                : "Its object begins with %s/: a role of a project gives nothing outside it.".formatted(project);
    }
}
