package dev.fairway.web.applications.timeline;

import dev.fairway.audit.AuditEntry;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Operation;
import dev.fairway.ledger.StatusChange;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.applications.resource.EventView;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param mark a symbol, empty for a plain dot
 * @param href where to read on; empty for nowhere
 */
record Moment(Instant at, Source source, Optional<Mark> mark, String title, String text, String href) {

    /** Who knows of it; the page can be narrowed to some of them. */
    enum Source {
        OPERATIONS("Operations"),
        DEPLOYMENTS("Deployments"),
        STATUS("Status"),
        EVENTS("Kubernetes events"),
        PEOPLE("People");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static List<Moment> of(Operation operation) {
        String href = "/ops/" + operation.id();
        List<Moment> moments = new ArrayList<>();
        String revision = operation.revisions().isEmpty()
                ? ""
                : " to " + ShortRevision.of(operation.revisions().getFirst());
        moments.add(new Moment(
                operation.startedAt(),
                Source.OPERATIONS,
                Optional.empty(),
                words(operation.kind()) + revision + " began",
                operation.reason(),
                href));
        operation.syncVerdict().ifPresent(verdict -> {
            boolean fine = verdict.result().equals(OperationPhase.SUCCEEDED.text());
            moments.add(new Moment(
                    verdict.at(),
                    Source.OPERATIONS,
                    Optional.of(Mark.of(fine ? OperationPhase.SUCCEEDED : OperationPhase.FAILED)),
                    words(operation.kind()) + " " + verdict.result().toLowerCase(Locale.ROOT),
                    verdict.message(),
                    href));
        });
        operation
                .rolloutVerdict()
                .filter(verdict -> !verdict.result().equals("HEALTHY"))
                .ifPresent(verdict -> moments.add(new Moment(
                        verdict.at(),
                        Source.OPERATIONS,
                        Optional.of(new Mark("degraded", "bad", "")),
                        "Rollout " + words(verdict.result()).toLowerCase(Locale.ROOT),
                        verdict.message(),
                        href)));
        return moments;
    }

    static Moment of(Deployment deployment, String historyHref) {
        String subject = deployment.commits().isEmpty()
                ? ""
                : deployment.commits().getFirst().subject();
        String more = deployment.commits().size() > 1
                ? " and " + (deployment.commits().size() - 1) + " more commits"
                : "";
        String revision = deployment.revisions().isEmpty()
                ? ""
                : " " + ShortRevision.of(deployment.revisions().getFirst());
        return new Moment(
                deployment.healthyAt(),
                Source.DEPLOYMENTS,
                Optional.of(new Mark("healthy", "ok", "")),
                "Deployed" + revision,
                subject + more,
                historyHref);
    }

    static Moment of(StatusChange change) {
        Mark mark =
                switch (change.health()) {
                    case "Healthy" -> new Mark("healthy", "ok", "");
                    case "Degraded" -> new Mark("degraded", "bad", "");
                    case "Progressing" -> new Mark("progressing", "info", "");
                    case "Missing" -> new Mark("missing", "miss", "");
                    case "Suspended" -> new Mark("suspended", "susp", "");
                    default -> new Mark("unknown", "unk", "");
                };
        String sync =
                switch (change.sync()) {
                    case "OutOfSync" -> "out of sync";
                    case "Synced" -> "synced";
                    default -> "sync unknown";
                };
        return new Moment(
                change.at(), Source.STATUS, Optional.of(mark), change.health() + ", " + sync, change.message(), "");
    }

    static Moment of(EventView event, ResourceKey about, String href) {
        return new Moment(
                event.at(),
                Source.EVENTS,
                event.warning() ? Optional.of(new Mark("failed", "bad", "Warning")) : Optional.empty(),
                event.reason() + (event.count().isEmpty() ? "" : " " + event.count()) + " · " + about.kind() + "/"
                        + about.name(),
                event.message(),
                href);
    }

    static Moment of(AuditEntry entry) {
        return new Moment(
                entry.recordedAt(),
                Source.PEOPLE,
                Optional.empty(),
                entry.actor().name() + ": " + entry.action().replace('.', ' '),
                "",
                "");
    }

    /** {@code AUTOMATED_SYNC} as {@code Automated sync}. */
    private static String words(String constant) {
        String text = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
