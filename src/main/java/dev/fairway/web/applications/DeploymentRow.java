package dev.fairway.web.applications;

import dev.fairway.ledger.Deployment;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;

/** One deployment in the history. */
record DeploymentRow(long id, String revision, String commits, String images, Age at) {

    static DeploymentRow of(Deployment deployment, Instant now) {
        String newest = deployment.commits().isEmpty()
                ? ""
                : deployment.commits().getFirst().subject();
        String more = deployment.commits().size() > 1
                ? " and " + (deployment.commits().size() - 1) + " more"
                : "";
        return new DeploymentRow(
                deployment.id(),
                deployment.revisions().isEmpty()
                        ? ""
                        : ShortRevision.of(deployment.revisions().getFirst()),
                newest + more,
                String.join(", ", deployment.images()),
                Age.of(deployment.healthyAt(), now));
    }
}
