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
 * @param operationHref empty if no operation brought it about
 */
record DeploymentLine(
        String name,
        String href,
        String environment,
        boolean production,
        String revision,
        String subject,
        String actor,
        String operationHref,
        Age healthy) {

    static DeploymentLine of(Deployment deployment, Instant now) {
        return new DeploymentLine(
                deployment.application().name(),
                AppLink.to(deployment.application()),
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
                deployment.operation().map(id -> "/ops/" + id).orElse(""),
                Age.of(deployment.healthyAt(), now));
    }
}
