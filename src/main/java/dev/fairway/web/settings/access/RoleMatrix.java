package dev.fairway.web.settings.access;

import dev.fairway.access.policy.BuiltInRole;
import dev.fairway.access.policy.Policy;
import dev.fairway.access.policy.Subject;
import java.util.List;
import java.util.stream.Stream;

/** What each built-in role may, with everything that the policy adds to it. */
record RoleMatrix(List<BuiltInRole> roles, List<Row> rows) {

    /** @param may one for each role, in their order */
    record Row(String deed, List<Boolean> may) {}

    static RoleMatrix of(Policy policy) {
        List<BuiltInRole> roles = List.of(BuiltInRole.values());
        return new RoleMatrix(
                roles,
                Deed.ALL.stream()
                        .map(deed -> new Row(
                                deed.text(),
                                Stream.of(BuiltInRole.values())
                                        .map(role -> policy.decide(Subject.withRole(role), deed.in("a project"))
                                                .isAllowed())
                                        .toList()))
                        .toList());
    }
}
