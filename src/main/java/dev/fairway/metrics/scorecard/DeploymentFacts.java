package dev.fairway.metrics.scorecard;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;

/**
 * What counts of a production deployment.
 *
 * @param automatic automation began it, so nobody had to
 * @param by who began it
 */
public record DeploymentFacts(
        long id, ApplicationName application, String team, boolean automatic, String by, Instant healthyAt) {}
