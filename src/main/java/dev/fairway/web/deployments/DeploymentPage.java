package dev.fairway.web.deployments;

import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Operation;
import dev.fairway.ledger.Running;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.AuthorName;
import dev.fairway.web.view.ShortRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One deployment: what it brought, how it came about, and how long it ran.
 *
 * @param ran how long it was what ran; until now for the last one
 * @param current nothing took over from it
 * @param compareBefore the comparison with the one before it; empty for the first
 * @param compareNow the comparison with what runs now; empty for that itself
 * @param rollbackHref prepares a way back to it; empty for what runs now
 */
record DeploymentPage(
        long id,
        String app,
        String appHref,
        String environment,
        boolean production,
        List<String> revisions,
        List<Image> images,
        List<Commit> commits,
        String actor,
        String operation,
        String why,
        String toHealthy,
        String rollout,
        Age live,
        Age healthy,
        String ran,
        boolean current,
        String before,
        String after,
        String compareBefore,
        String compareNow,
        String rollbackHref) {

    record Commit(String sha, String subject, String author, Age at) {}

    /**
     * One image.
     *
     * @param name without its digest
     * @param digests in full; more than one where nodes had pulled different ones by one name, none if nobody has said so
     */
    record Image(String name, List<String> digests) {

        private static Image of(Running.Image image) {
            return new Image(image.name().replaceFirst("@.*", ""), image.digests());
        }
    }

    /** @param last what runs now */
    record Neighbours(Optional<Deployment> before, Optional<Deployment> after, Optional<Deployment> last) {}

    static DeploymentPage of(
            Deployment deployment,
            List<Running.Image> images,
            Neighbours neighbours,
            Optional<Operation> operation,
            Instant now) {
        String app = AppLink.to(deployment.application());
        boolean current = neighbours.after().isEmpty();
        Instant ended = neighbours.after().map(Deployment::healthyAt).orElse(now);
        return new DeploymentPage(
                deployment.id(),
                deployment.application().name(),
                app,
                deployment.environment(),
                deployment.production(),
                deployment.revisions().stream().map(ShortRevision::of).toList(),
                images.stream().map(Image::of).toList(),
                deployment.commits().stream()
                        .map(commit -> new Commit(
                                ShortRevision.of(commit.sha()),
                                commit.subject(),
                                AuthorName.of(commit.author()),
                                Age.of(commit.committedAt(), now)))
                        .toList(),
                deployment.actor().name(),
                deployment.operation().map(id -> "/ops/" + id).orElse(""),
                operation.map(Operation::reason).orElse(""),
                deployment.commits().stream()
                        .findFirst()
                        .map(commit -> Duration.between(commit.committedAt(), deployment.healthyAt()))
                        .map(DeploymentsPage::length)
                        .orElse(""),
                DeploymentsPage.length(Duration.between(
                        operation.map(Operation::startedAt).orElse(deployment.liveAt()), deployment.healthyAt())),
                Age.of(deployment.liveAt(), now),
                Age.of(deployment.healthyAt(), now),
                DeploymentsPage.length(Duration.between(deployment.healthyAt(), ended)),
                current,
                neighbours.before().map(other -> "/deployments/" + other.id()).orElse(""),
                neighbours.after().map(other -> "/deployments/" + other.id()).orElse(""),
                neighbours
                        .before()
                        .map(other -> compare(app, other, deployment))
                        .orElse(""),
                current
                        ? ""
                        : neighbours
                                .last()
                                .map(other -> compare(app, deployment, other))
                                .orElse(""),
                current ? "" : app + "/rollback?to=" + deployment.id());
    }

    private static String compare(String app, Deployment from, Deployment to) {
        return "%s/history?from=%d&to=%d#compared".formatted(app, from.id(), to.id());
    }
}
