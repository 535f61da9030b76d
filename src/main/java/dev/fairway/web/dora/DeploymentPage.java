package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Landing;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Release;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code /deployments/{id}}: one deployment, where it went, what came with it, and how it counts.
 *
 * @param counts how it counts in each figure, in sentences
 * @param open incidents that can be linked to it
 */
record DeploymentPage(
        String id,
        boolean samples,
        String service,
        String team,
        String environment,
        String when,
        Mark outcome,
        String kind,
        List<Target> targets,
        List<Commit> commits,
        String commitSource,
        List<Why> failures,
        List<String> counts,
        List<Word> words,
        List<Cause> incidents) {

    /** @param operationHref empty if no operation is known */
    record Target(
            String application,
            String appHref,
            String cluster,
            String environment,
            String live,
            String healthy,
            String operationHref,
            String recovered) {}

    record Commit(String sha, String subject, String author, String merged, String lead) {}

    /** @param href what shows it; empty if nothing but the record does */
    record Why(String text, String at, String detail, String href) {}

    record Word(String text) {}

    /**
     * @param href its page where it was told; empty if there is none that may be a link
     * @param linked whether it counts against this deployment
     * @param near whether it names this service, or nothing at all
     */
    record Cause(String id, String title, String href, String started, String ended, boolean linked, boolean near) {}

    public List<Cause> nearIncidents() {
        return incidents.stream().filter(Cause::near).toList();
    }

    public List<Cause> otherIncidents() {
        return incidents.stream().filter(cause -> !cause.near()).toList();
    }

    static DeploymentPage of(Release release, Delivery delivery) {
        ZoneId zone = delivery.span().zone();
        return new DeploymentPage(
                release.id(),
                release.id().startsWith("sample-"),
                release.place().service(),
                release.place().team(),
                release.place().environment(),
                RowView.clock(release.countedAt(), zone),
                RowView.outcome(release),
                kind(release),
                release.targets().stream().map(target -> target(target, zone)).toList(),
                commits(release, zone),
                source(release, delivery),
                failures(release, zone),
                counts(release),
                words(release, delivery, zone),
                incidents(release, delivery, zone));
    }

    private static String kind(Release release) {
        String kind =
                switch (release.kind()) {
                    case PLANNED -> "Planned";
                    case HOTFIX -> "Not planned";
                    case ROLLBACK -> "Rollback";
                };
        return release.why().isEmpty() ? kind : kind + ": " + release.why();
    }

    private static Target target(Landing landing, ZoneId zone) {
        String application = landing.place().application();
        boolean sample = landing.id().startsWith("sample-");
        return new Target(
                application,
                sample ? "" : "/apps/" + application,
                landing.place().cluster(),
                landing.place().environment(),
                RowView.clock(landing.liveAt(), zone),
                landing.healthyAt().map(at -> RowView.clock(at, zone)).orElse("never"),
                landing.operation()
                        .filter(id -> id.startsWith("op-"))
                        .map(id -> "/ops/" + id.substring(3))
                        .orElse(""),
                landing.failures().isEmpty()
                        ? ""
                        : landing.recoveredAt()
                                .map(at -> RowView.clock(at, zone))
                                .orElse("open"));
    }

    private static List<Commit> commits(Release release, ZoneId zone) {
        return release.targets().stream()
                .flatMap(target -> target.changes().stream())
                .collect(Collectors.toMap(
                        Change::sha, change -> change, (first, again) -> first, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .map(change -> new Commit(
                        ShortRevision.of(change.sha()),
                        change.subject(),
                        change.author().replaceAll("\\s*<.*", ""),
                        change.mergedAt().map(at -> RowView.clock(at, zone)).orElse("not known"),
                        lead(change, release)))
                .toList();
    }

    private static String lead(Change change, Release release) {
        Optional<Instant> healthy = release.healthyAt();
        return change.mergedAt().isPresent()
                        && healthy.isPresent()
                        && !change.mergedAt().get().isAfter(healthy.get())
                ? Took.text(
                        Duration.between(change.mergedAt().get(), healthy.get()).toSeconds())
                : RowView.NONE;
    }

    /** Which commits these are, and why those. */
    private static String source(Release release, Delivery delivery) {
        String missing = delivery.counted().missingSource(release.id());
        if (release.targets().stream().allMatch(target -> target.changes().isEmpty())) {
            return release.isRollback()
                    ? "A rollback brings no commits."
                    : release.targets().stream().allMatch(Landing::first)
                            ? "First deployment: nothing came before that its commits could be told from."
                            : "Its commits are not known: the repository or the commit before could not be read, or the"
                                    + " history was rewritten since. "
                                    + missing;
        }
        return release.targets().stream()
                .map(Landing::commitSource)
                .filter(source -> !source.isEmpty())
                .findFirst()
                .map("Commits of the images' source since the deployment before: %s."::formatted)
                .orElseGet(() -> release.targets().stream().allMatch(Landing::first)
                        ? "First deployment: nothing came before that its commits could be told from."
                        : "Commits of the configuration repository since the deployment before. "
                                + (missing.isEmpty()
                                        ? "Nothing names the commit that its images were built of."
                                        : missing));
    }

    private static List<Why> failures(Release release, ZoneId zone) {
        return release.failures().stream()
                .map(failure -> new Why(
                        failure.why().text(),
                        RowView.clock(failure.at(), zone),
                        failure.text(),
                        failure.evidence().startsWith("op-")
                                ? "/ops/" + failure.evidence().substring(3)
                                : failure.evidence().matches("(sample-)?[0-9a-z-]+")
                                                && !failure.evidence().contains("incident")
                                        ? "/dora/deployments/" + failure.evidence()
                                        : ""))
                .toList();
    }

    private static List<String> counts(Release release) {
        List<String> counts = new ArrayList<>();
        if (release.isRollback()) {
            counts.add("A rollback is no deployment: it counts as rework, and as a failure of what it undid.");
            return counts;
        }
        counts.add(
                release.healthyAt().isPresent()
                        ? "Counts as one deployment, with " + release.targets().size()
                                + (release.targets().size() == 1 ? " target." : " targets.")
                        : "Was never healthy: no deployment, and a failed change.");
        counts.add(
                release.isFailed()
                        ? "Counts as failed; "
                                + release.recovery()
                                        .map(took -> "recovered after " + Took.text(took.toSeconds()) + ".")
                                        .orElse("not recovered yet.")
                        : "Does not count as failed.");
        counts.add(release.kind().isUnplanned() ? "Counts as rework." : "Does not count as rework.");
        return counts;
    }

    private static List<Word> words(Release release, Delivery delivery, ZoneId zone) {
        return release.targets().stream()
                .flatMap(target -> delivery.counted().words(target.id()).stream())
                .sorted(Comparator.comparing(Reclassified::at).reversed())
                .map(word -> new Word("%s said “%s”, %s: %s"
                        .formatted(word.by(), Counted.said(word.as()), RowView.clock(word.at(), zone), word.reason())))
                .toList();
    }

    private static List<Cause> incidents(Release release, Delivery delivery, ZoneId zone) {
        Instant from = release.liveAt().minus(Duration.ofDays(1));
        Instant to = release.countedAt().plus(Duration.ofDays(7));
        return delivery.counted().incidents().stream()
                .filter(each ->
                        !each.startedAt().isBefore(from) && !each.startedAt().isAfter(to))
                .map(each -> new Cause(
                        each.id(),
                        each.title(),
                        each.address().matches("https?://.*") ? each.address() : "",
                        RowView.clock(each.startedAt(), zone),
                        each.resolvedAt().map(at -> RowView.clock(at, zone)).orElse("open"),
                        isLinked(release, each),
                        isLinked(release, each) || isNear(release, each)))
                .sorted(Comparator.comparing((Cause cause) -> !cause.linked()))
                .toList();
    }

    /** One that names another service is hardly this one's, though it may be: a person still can say so. */
    private static boolean isNear(Release release, Incident incident) {
        return (incident.application().isEmpty() && incident.service().isEmpty())
                || release.targets().stream().anyMatch(target -> incident.isAbout(target.place()));
    }

    private static boolean isLinked(Release release, Incident incident) {
        return release.failures().stream()
                .anyMatch(failure -> failure.evidence().equals(incident.id()));
    }
}
