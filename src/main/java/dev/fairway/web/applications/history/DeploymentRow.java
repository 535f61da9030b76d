package dev.fairway.web.applications.history;

import dev.fairway.ledger.Deployment;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.AuthorName;
import dev.fairway.web.view.ShortRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One deployment in the history.
 *
 * @param ran how long it was what ran
 * @param current it is what runs now
 */
record DeploymentRow(
        long id,
        String operation,
        String revision,
        String subject,
        String author,
        int commits,
        String images,
        String actor,
        String ran,
        boolean current,
        Age at) {

    /** @param ended when the next one took over; now for the current one */
    static DeploymentRow of(Deployment deployment, Instant ended, boolean current, Instant now) {
        List<Deployment.DeployedCommit> commits = deployment.commits();
        return new DeploymentRow(
                deployment.id(),
                deployment.operation().map(id -> "/ops/" + id).orElse(""),
                deployment.revisions().isEmpty()
                        ? ""
                        : ShortRevision.of(deployment.revisions().getFirst()),
                commits.isEmpty() ? "" : commits.getFirst().subject(),
                commits.isEmpty() ? "" : AuthorName.of(commits.getFirst().author()),
                commits.size(),
                String.join(", ", deployment.images()),
                deployment.actor().name(),
                Age.of(Instant.EPOCH, Instant.EPOCH.plus(Duration.between(deployment.healthyAt(), ended)))
                        .text(),
                current,
                Age.of(deployment.healthyAt(), now));
    }
}
