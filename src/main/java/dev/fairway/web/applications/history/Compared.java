package dev.fairway.web.applications.history;

import dev.fairway.ledger.Deployment;
import dev.fairway.resource.Manifest;
import dev.fairway.web.applications.diff.RenderedFile;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What differs between two deployments, rendered against rendered.
 *
 * @param images only what changed, before and after
 * @param missing why the objects cannot be compared; empty if they can
 */
record Compared(
        Side from, Side to, List<String> imagesGone, List<String> imagesNew, List<RenderedFile> files, String missing) {

    record Side(long id, String revision, Age at, String actor) {}

    static Compared of(
            Deployment from,
            Deployment to,
            Optional<List<Manifest>> fromManifests,
            Optional<List<Manifest>> toManifests,
            Instant now) {
        boolean kept = fromManifests.isPresent() && toManifests.isPresent();
        return new Compared(
                side(from, now),
                side(to, now),
                without(from.images(), to.images()),
                without(to.images(), from.images()),
                kept ? RenderedFile.between(fromManifests.get(), toManifests.get()) : List.of(),
                kept
                        ? ""
                        : "What was rendered for one of them is not kept: it was deployed by an earlier version of Fairway.");
    }

    private static Side side(Deployment deployment, Instant now) {
        return new Side(
                deployment.id(),
                deployment.revisions().isEmpty()
                        ? ""
                        : ShortRevision.of(deployment.revisions().getFirst()),
                Age.of(deployment.healthyAt(), now),
                deployment.actor().name());
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }
}
