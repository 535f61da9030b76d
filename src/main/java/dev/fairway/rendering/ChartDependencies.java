package dev.fairway.rendering;

import dev.fairway.source.SourceTree;

/** Fetches what a chart depends on and does not carry in its {@code charts} folder. */
@FunctionalInterface
public interface ChartDependencies {

    /**
     * The files of a chart; {@code Chart.yaml} is at the root.
     *
     * @param repository the address as {@code Chart.yaml} has it, {@code https://…} or {@code oci://…}
     * @param name the chart's name
     * @param version the exact version of {@code Chart.lock}, else the constraint of {@code Chart.yaml}
     * @throws dev.fairway.resource.ProblemException if it cannot be had
     */
    SourceTree fetch(String repository, String name, String version);
}
