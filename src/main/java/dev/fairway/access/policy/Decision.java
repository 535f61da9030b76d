package dev.fairway.access.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether someone may do something, and why.
 *
 * @param by the line that decides; empty if no line says anything, which is a no
 * @param via the memberships that lead from who asks to that line, in their order
 * @param leastRole the least of the built-in roles that would be enough; empty if a deny stands in the way of all
 * @param ask who may do it, and could be asked: {@code ada}, {@code the group sre}; empty for what is allowed
 */
public record Decision(
        boolean isAllowed,
        Need need,
        Optional<PolicyLine.Permission> by,
        List<PolicyLine.Membership> via,
        Optional<BuiltInRole> leastRole,
        List<String> ask) {

    /** What decides, in a sentence. */
    public String because() {
        String way = via.stream()
                .map(membership -> "“%s” (%s)".formatted(membership.text(), membership.origin()))
                .collect(Collectors.joining(", then "));
        return by.map(line -> "%s by “%s” (%s)%s."
                        .formatted(
                                isAllowed ? "Allowed" : "Denied",
                                line.text(),
                                line.origin(),
                                way.isEmpty() ? "" : ", reached by " + way))
                .orElse("No line of the policy allows it, and what is not allowed is denied.");
    }

    /** Why it may not be done and whom to ask, for a button or a page. Empty if it may. */
    public String refusal() {
        if (isAllowed) {
            return "";
        }
        return "You may not do this: it needs %s (%s)%s. %s"
                .formatted(
                        leastRole.map(this::role).orElse("a permission"),
                        need,
                        by.isPresent() ? ", and a line of the policy denies it" : "",
                        whomToAsk());
    }

    private String role(BuiltInRole role) {
        String project = need.project();
        boolean inProject = !project.equals(Need.ALL) && !project.contains(":");
        return "the role %s%s".formatted(role.word(), inProject ? " in the project " + project : "");
    }

    private String whomToAsk() {
        return ask.isEmpty()
                ? "Ask whoever installed Fairway: nobody here may do it."
                : "Ask %s.".formatted(String.join(" or ", ask));
    }
}
