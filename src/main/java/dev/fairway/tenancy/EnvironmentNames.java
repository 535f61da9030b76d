package dev.fairway.tenancy;

import dev.fairway.resource.WellKnown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which environment an application is in, when its labels do not say it. */
final class EnvironmentNames {

    private EnvironmentNames() {}

    /**
     * The label of the application, else that of its project, else a known environment that the destination's namespace or
     * cluster is named after ({@code shop-staging}), else the cluster's name.
     */
    static String of(
            Map<String, String> applicationLabels,
            Map<String, String> projectLabels,
            String namespace,
            String clusterName,
            List<Environment> known) {
        return Stream.of(
                        label(applicationLabels),
                        label(projectLabels),
                        namedAfter(namespace, known),
                        namedAfter(clusterName, known))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(clusterName);
    }

    private static Optional<String> label(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(WellKnown.ENVIRONMENT)).filter(name -> !name.isBlank());
    }

    private static Optional<String> namedAfter(String name, List<Environment> known) {
        List<String> parts = Arrays.asList(name.split("-"));
        return known.stream()
                .map(Environment::name)
                .filter(environment -> name.equals(environment) || parts.contains(environment))
                .findFirst();
    }
}
