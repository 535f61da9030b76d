package dev.fairway.web.catalog;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.Stars;
import dev.fairway.cluster.Clusters;
import dev.fairway.reconciliation.Overview;
import dev.fairway.reconciliation.Overviews;
import dev.fairway.resource.ApplicationName;
import dev.fairway.tenancy.Environments;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps the picture of all applications: reads everything once, then only what changed. */
@Component
public class Catalog {

    /** How long what is known around applications (labels of projects, names of clusters) is used before it is read again. */
    private static final Duration SURROUNDINGS = Duration.ofSeconds(5);

    private final Overviews overviews;
    private final Projects projects;
    private final Clusters clusters;
    private final Environments environments;
    private final Rights rights;
    private final Stars stars;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile Picture picture = new Picture(Map.of(), Overviews.START, Instant.EPOCH);
    private Entries entries = new Entries(Map.of(), Map.of(), new dev.fairway.tenancy.KnownEnvironments(List.of()));
    private Instant surroundingsReadAt = Instant.EPOCH;

    Catalog(
            Overviews overviews,
            Projects projects,
            Clusters clusters,
            Environments environments,
            Rights rights,
            Stars stars,
            Clock clock) {
        this.rights = rights;
        this.stars = stars;
        this.overviews = overviews;
        this.projects = projects;
        this.clusters = clusters;
        this.environments = environments;
        this.clock = clock;
    }

    /** What someone may see of it now: whoever has just written something finds it. */
    public Picture seenBy(Principal who) {
        return as(now(), who);
    }

    /** Likewise, as it was at most this long ago. */
    public Picture seenBy(Principal who, Duration age) {
        return as(within(age), who);
    }

    private Picture as(Picture whole, Principal who) {
        return whole.as(rights.sight(who)).with(() -> stars.of(who.user()));
    }

    /** All of it, for measures of the installation; no page and no answer to a person is made of this. */
    public Picture whole(Duration age) {
        return within(age);
    }

    /** All of it. Package-private: what leaves here is what someone may see. */
    Picture now() {
        return within(Duration.ZERO);
    }

    /** Up to where everything was seen by the last look. */
    public long position() {
        return picture.position();
    }

    /** As it was at most this long ago. */
    Picture within(Duration age) {
        Instant asked = clock.instant();
        looking.lock();
        try {
            // Whoever waited for a look that began after they asked needs none of their own.
            if (picture.takenAt().isBefore(asked.minus(age))) {
                picture = look();
            }
            return picture;
        } finally {
            looking.unlock();
        }
    }

    private Picture look() {
        Instant now = clock.instant();
        boolean otherSurroundings = readSurroundings(now);
        Overviews.Changes changes = overviews.since(otherSurroundings ? Overviews.START : picture.position());
        Map<ApplicationName, Picture.Kept> kept = new HashMap<>(picture.kept());
        boolean different = false;
        for (Overview overview : changes.overviews()) {
            Optional<Entry> entry =
                    overview.application().map(application -> entries.of(application, overview.status()));
            Picture.Kept before = kept.get(overview.name());
            if (before == null || !before.entry().equals(entry)) {
                kept.put(overview.name(), new Picture.Kept(entry, overview.changedBy()));
                different = true;
            }
        }
        return different ? new Picture(kept, changes.position(), now) : picture.still(changes.position(), now);
    }

    private boolean readSurroundings(Instant now) {
        if (surroundingsReadAt.plus(SURROUNDINGS).isAfter(now)) {
            return false;
        }
        Entries fresh = new Entries(
                projects.all().stream().collect(Collectors.toMap(RegisteredProject::name, project -> project.manifest()
                        .labels())),
                Entries.namesOf(clusters.all()),
                environments.known());
        boolean different = !fresh.equals(entries);
        entries = fresh;
        surroundingsReadAt = now;
        return different;
    }
}
