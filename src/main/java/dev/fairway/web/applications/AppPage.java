package dev.fairway.web.applications;

import dev.fairway.applications.Application;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.access.AppPermits;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Counted;
import dev.fairway.web.view.ExternalLink;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The frame of an application's pages: title, bands, channel, tabs.
 *
 * @param parent the application that made it; words where it may not be named; empty if a person made it
 * @param parentHref empty where there is none, or none that may be named
 * @param unnamed how many applications of projects that the visitor may not see it made
 * @param may what the person who looks may do
 * @param running an operation is under way
 * @param terminating it is being deleted, so nothing is begun any more
 * @param compared how old what the pages show of Git is; empty before the first comparison
 * @param links out of Fairway, as its annotations name them
 */
record AppPage(
        String name,
        String href,
        String parent,
        String parentHref,
        int unnamed,
        Mark health,
        Mark sync,
        AppPermits may,
        boolean running,
        boolean terminating,
        Optional<Age> compared,
        List<Band> bands,
        List<ExternalLink> links,
        List<Step> channel,
        List<AppTab.View> tabs) {

    /** What a person should know at once, and where to read on. */
    record Band(String tone, String mark, String title, String text, String href, String action) {}

    /**
     * @param named whether the parent may be named
     * @param hiddenChildren how many of those it made may not be
     */
    record Relatives(Optional<ApplicationName> parent, boolean named, int hiddenChildren) {

        private static final String HIDDEN = "an application you may not see";

        String text() {
            return parent.map(name -> named ? name.name() : HIDDEN).orElse("");
        }

        String href() {
            return parent.filter(name -> named).map(AppLink::to).orElse("");
        }
    }

    /** How far the revision has come. */
    record Step(String title, String text, String mark, String cssClass) {}

    static AppPage of(
            Application application,
            Optional<ApplicationStatus> status,
            AppTab tab,
            AppPermits may,
            Relatives relatives,
            Instant now) {
        String href = AppLink.to(application.name());
        return new AppPage(
                application.name().name(),
                href,
                relatives.text(),
                relatives.href(),
                relatives.hiddenChildren(),
                application.isBeingDeleted()
                        ? Mark.TERMINATING
                        : Mark.of(status.map(known -> known.health().status()).orElse(HealthStatus.UNKNOWN)),
                Mark.of(status.map(ApplicationStatus::sync).orElse(SyncStatus.UNKNOWN)),
                may,
                status.flatMap(ApplicationStatus::operation)
                        .filter(AppPage::isUnderWay)
                        .isPresent(),
                application.isBeingDeleted(),
                status.map(known -> Age.of(known.reconciledAt(), now)),
                bands(application, status, now),
                ExternalLink.in(application.manifest().annotations()),
                status.map(AppPage::channel).orElse(List.of()),
                AppTab.views(href, status, tab));
    }

    private static List<Band> bands(Application application, Optional<ApplicationStatus> status, Instant now) {
        return Stream.of(
                        Bands.ofDeletion(application, now).stream(),
                        status.map(Bands::of).orElse(List.of()).stream(),
                        Notice.of(application.manifest()).stream())
                .flatMap(bands -> bands)
                .toList();
    }

    private static boolean isUnderWay(OperationState operation) {
        return !operation.phase().isOver();
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
                        ? new Step(
                                "Rendered",
                                Counted.of(status.resources().size(), "resource", "resources"),
                                "synced",
                                "")
                        : new Step("Not rendered", "see above", "failed", "bad gap"),
                synced
                        ? new Step("Synced", "as Git says", "synced", "")
                        : new Step("Not synced", Counted.of(differing, "differs", "differ"), "outofsync", "gap"),
                healthy
                        ? new Step("Healthy", "all of it", "healthy", "")
                        : new Step(
                                status.health().status() == HealthStatus.PROGRESSING ? "On its way" : "Not healthy",
                                status.health().status().text(),
                                Mark.of(status.health().status()).name(),
                                ""));
    }
}
