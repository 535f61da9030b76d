package dev.fairway.web.applications;

import dev.fairway.applications.Application;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The frame of an application's pages: title, bands, channel, tabs. */
record AppPage(
        String name,
        String href,
        String parent,
        String parentHref,
        Mark health,
        Mark sync,
        List<Band> bands,
        List<Step> channel,
        List<Tab> tabs) {

    /** What a person should know at once. */
    record Band(String tone, String mark, String title, String text, String href) {}

    /** How far the revision has come. */
    record Step(String title, String text, String mark, String cssClass) {}

    record Tab(String text, String href, boolean current, String count) {}

    static AppPage of(Application application, Optional<ApplicationStatus> status, String tab) {
        String href = AppLink.to(application.name());
        return new AppPage(
                application.name().name(),
                href,
                application.parent().map(parent -> parent.name()).orElse(""),
                application.parent().map(AppLink::to).orElse(""),
                application.isBeingDeleted()
                        ? Mark.TERMINATING
                        : Mark.of(status.map(known -> known.health().status()).orElse(HealthStatus.UNKNOWN)),
                Mark.of(status.map(ApplicationStatus::sync).orElse(SyncStatus.UNKNOWN)),
                status.map(AppPage::bands).orElse(List.of()),
                status.map(AppPage::channel).orElse(List.of()),
                tabs(href, status, tab));
    }

    private static List<Band> bands(ApplicationStatus status) {
        List<Band> bands = new ArrayList<>();
        status.operation().ifPresent(operation -> operationBand(operation).ifPresent(bands::add));
        for (Condition condition : status.conditions()) {
            bands.add(new Band(
                    condition.isError() ? "bad" : "warn",
                    condition.isError() ? "failed" : "outofsync",
                    condition.code(),
                    condition.message(),
                    ""));
        }
        boolean degraded = status.health().status() == HealthStatus.DEGRADED;
        if (degraded && !status.health().message().isEmpty()) {
            bands.add(new Band("bad", "degraded", "Degraded", status.health().message(), ""));
        }
        return bands;
    }

    private static Optional<Band> operationBand(OperationState operation) {
        String href = "/ops/" + operation.id();
        return switch (operation.phase()) {
            case FAILED, ERROR ->
                Optional.of(new Band(
                        "bad", "failed", "Sync failed, attempt " + operation.attempt(), operation.message(), href));
            case RUNNING, TERMINATING ->
                Optional.of(new Band("info", "running", "Sync is running", operation.message(), href));
            case SUCCEEDED -> Optional.empty();
        };
    }

    private static List<Step> channel(ApplicationStatus status) {
        boolean rendered = !status.renderKey().isEmpty();
        boolean synced = status.sync() == SyncStatus.SYNCED;
        boolean healthy = status.health().status() == HealthStatus.HEALTHY;
        String revision = status.revisions().isEmpty()
                ? "unknown"
                : ShortRevision.of(status.revisions().getFirst());
        long differing = status.resources().stream()
                .filter(resource -> resource.sync() == SyncStatus.OUT_OF_SYNC)
                .count();
        return List.of(
                new Step("Git", revision, "synced", ""),
                rendered
                        ? new Step("Rendered", status.resources().size() + " resources", "synced", "")
                        : new Step("Not rendered", "see above", "failed", "bad gap"),
                synced
                        ? new Step("Synced", "as Git says", "synced", "")
                        : new Step("Not synced", differing + " differ", "outofsync", "gap"),
                healthy
                        ? new Step("Healthy", "all of it", "healthy", "")
                        : new Step(
                                Mark.of(status.health().status()).text(),
                                status.health().message(),
                                Mark.of(status.health().status()).name(),
                                "gap"));
    }

    private static List<Tab> tabs(String href, Optional<ApplicationStatus> status, String current) {
        String resources =
                status.map(known -> String.valueOf(known.resources().size())).orElse("");
        String different = status.map(known -> known.resources().stream()
                        .filter(resource -> resource.sync() == SyncStatus.OUT_OF_SYNC)
                        .count())
                .filter(count -> count > 0)
                .map(String::valueOf)
                .orElse("");
        return List.of(
                new Tab("Tree", href + "/tree", current.equals("tree"), ""),
                new Tab("List", href, current.equals("list"), resources),
                new Tab("Diff", href + "/diff", current.equals("diff"), different),
                new Tab("Logs", href + "/logs", current.equals("logs"), ""),
                new Tab("History", href + "/history", current.equals("history"), ""));
    }
}
