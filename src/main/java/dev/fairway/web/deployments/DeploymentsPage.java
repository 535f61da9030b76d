package dev.fairway.web.deployments;

import dev.fairway.ledger.Deliveries.Tally;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A page of deployments, or of operations that failed.
 *
 * @param more the address of the next page; empty on the last
 */
record DeploymentsPage(
        DeploymentsAddress address,
        long all,
        List<Segment> segments,
        List<Row> rows,
        List<FailedRow> failures,
        String more) {

    static final int ROWS = 50;

    record Segment(String text, String href, long count, boolean current) {}

    /** @param toHealthy from the newest commit's time to healthy; empty if no commit is known */
    record Row(
            long id,
            String app,
            String appHref,
            String environment,
            String revision,
            String subject,
            int commits,
            String actor,
            String toHealthy,
            Age healthy) {}

    record FailedRow(
            long id, String app, String appHref, String revision, Mark mark, String message, String actor, Age began) {}

    static DeploymentsPage of(
            DeploymentsAddress address,
            Tally tally,
            List<Deployment> deployments,
            List<Operation> failed,
            Instant now) {
        List<Row> rows = deployments.stream().map(each -> row(each, now)).toList();
        List<FailedRow> failures =
                failed.stream().map(each -> failure(each, now)).toList();
        long last = address.failed()
                ? failures.isEmpty() ? 0 : failures.getLast().id()
                : rows.isEmpty() ? 0 : rows.getLast().id();
        return new DeploymentsPage(
                address,
                address.failed() ? tally.failed() : tally.deployments(),
                List.of(
                        new Segment(
                                "Deployments", address.showing(false).href(), tally.deployments(), !address.failed()),
                        new Segment(
                                "Failed operations", address.showing(true).href(), tally.failed(), address.failed())),
                rows,
                failures,
                Math.max(rows.size(), failures.size()) == ROWS ? address.below(last) : "");
    }

    private static Row row(Deployment deployment, Instant now) {
        Optional<Deployment.DeployedCommit> newest =
                deployment.commits().stream().findFirst();
        return new Row(
                deployment.id(),
                deployment.application().name(),
                AppLink.to(deployment.application()),
                deployment.environment(),
                revision(deployment.revisions()),
                newest.map(Deployment.DeployedCommit::subject).orElse(""),
                deployment.commits().size(),
                deployment.actor().name(),
                newest.map(commit -> Duration.between(commit.committedAt(), deployment.healthyAt()))
                        .map(DeploymentsPage::length)
                        .orElse(""),
                Age.of(deployment.healthyAt(), now));
    }

    private static FailedRow failure(Operation operation, Instant now) {
        Operation.Verdict verdict = operation
                .syncVerdict()
                .filter(sync -> !sync.result().equals("Succeeded"))
                .or(operation::rolloutVerdict)
                .or(operation::syncVerdict)
                .orElse(new Operation.Verdict("", "", operation.startedAt()));
        return new FailedRow(
                operation.id(),
                operation.application().name(),
                AppLink.to(operation.application()),
                revision(operation.revisions()),
                Arrays.stream(OperationState.Rollout.values())
                        .filter(rollout -> rollout.name().equals(verdict.result()))
                        .map(Mark::of)
                        .findFirst()
                        .orElse(new Mark("failed", "bad", "Sync failed")),
                verdict.message(),
                operation.actor().name(),
                Age.of(operation.startedAt(), now));
    }

    static String revision(List<String> revisions) {
        return revisions.isEmpty() ? "" : ShortRevision.of(revisions.getFirst());
    }

    static String length(Duration length) {
        return Age.of(Instant.EPOCH, Instant.EPOCH.plus(length)).text();
    }
}
