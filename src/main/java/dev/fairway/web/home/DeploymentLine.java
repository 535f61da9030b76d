package dev.fairway.web.home;

import dev.fairway.ledger.Deployment;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;

/**
 * One deployment in a line.
 *
 * @param subject of its newest commit; empty if none is known
 */
record DeploymentLine(
        String name,
        String href,
        String deploymentHref,
        String environment,
        boolean production,
        String revision,
        String subject,
        String actor,
        Age healthy) {

    static DeploymentLine of(Deployment deployment, Instant now) {
        return new DeploymentLine(
                deployment.application().name(),
                AppLink.to(deployment.application()),
                "/deployments/" + deployment.id(),
                deployment.environment(),
                deployment.production(),
                deployment.revisions().stream()
                        .findFirst()
                        .map(ShortRevision::of)
                        .orElse(""),
                deployment.commits().stream()
                        .findFirst()
                        .map(Deployment.DeployedCommit::subject)
                        .orElse(""),
                deployment.actor().name(),
                Age.of(deployment.healthyAt(), now));
    }
}
