package dev.fairway.tenancy;

import java.util.List;

/**
 * One of {@code spec.roles} of an AppProject, as it is written: what its policies mean is decided elsewhere.
 *
 * @param policies lines of Argo CD's grammar about {@code proj:<project>:<role>}
 * @param groups whose members have it
 * @param tokens how many tokens of Argo CD are noted with it; they open nothing here
 */
public record ProjectRole(
        String project, String name, String description, List<String> policies, List<String> groups, int tokens) {}
