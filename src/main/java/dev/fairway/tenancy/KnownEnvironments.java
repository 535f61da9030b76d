package dev.fairway.tenancy;

import java.util.List;
import java.util.Map;

/** The registered environments of one moment. */
public record KnownEnvironments(List<Environment> registered) {

    /** The environment of an application, as {@link Environments#of} says. */
    public Environment of(
            Map<String, String> applicationLabels,
            Map<String, String> projectLabels,
            String namespace,
            String clusterName) {
        String name = EnvironmentNames.of(applicationLabels, projectLabels, namespace, clusterName, registered);
        return registered.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Environment(name, false));
    }
}
