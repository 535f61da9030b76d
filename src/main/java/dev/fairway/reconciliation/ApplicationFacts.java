package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;

/**
 * What the record keeps of an application beside its name, as it was at that moment.
 *
 * @param team label {@code fairway.dev/team}, else the project
 * @param service label {@code fairway.dev/service}, else the application's name
 * @param environment label {@code fairway.dev/environment}, else derived from the destination
 * @param production whether that environment is flagged production
 * @param cluster the cluster's name
 */
public record ApplicationFacts(
        ApplicationName name,
        String project,
        String team,
        String service,
        String environment,
        boolean production,
        String cluster) {}
