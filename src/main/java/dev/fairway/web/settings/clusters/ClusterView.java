package dev.fairway.web.settings.clusters;

import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Problem;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One cluster, as the list and its page show it.
 *
 * @param trouble what is wrong or cannot be seen; empty if nothing is
 * @param failing since when it does not answer
 * @param answered when it answered for the last time
 * @param signIn how it is signed in to, in words
 * @param own whether the installation's settings name it, so that they and not this page change it
 */
public record ClusterView(
        String id,
        String name,
        String server,
        Mark state,
        String trouble,
        Optional<Age> failing,
        Optional<Age> answered,
        String version,
        int kinds,
        long objects,
        long applications,
        String signIn,
        boolean own) {

    /** The failing first, then by name. */
    static final Comparator<ClusterView> WORST_FIRST =
            Comparator.comparingInt(ClusterView::rank).thenComparing(ClusterView::name);

    private static final Mark ANSWERS = new Mark("succeeded", "ok", "Answers");
    private static final Mark PARTIAL = new Mark("outofsync", "warn", "In part");
    private static final Mark FAILS = new Mark("failed", "bad", "Unreachable");
    private static final Mark UNKNOWN = new Mark("waiting", "unk", "Not asked yet");

    static ClusterView of(
            ClusterRef cluster,
            Optional<ClusterDetails> details,
            Optional<ClusterContact> contact,
            long applications,
            Instant now) {
        return new ClusterView(
                cluster.id(),
                cluster.name(),
                cluster.server(),
                contact.map(ClusterView::mark).orElse(UNKNOWN),
                contact.flatMap(ClusterContact::problem).map(Problem::message).orElse(""),
                contact.flatMap(ClusterContact::failingSince).map(at -> Age.of(at, now)),
                contact.flatMap(ClusterContact::answeredAt).map(at -> Age.of(at, now)),
                contact.map(ClusterContact::version).orElse(""),
                contact.map(ClusterContact::kinds).orElse(0),
                contact.map(ClusterContact::objects).orElse(0L),
                applications,
                details.map(ClusterView::signIn).orElse("nothing"),
                details.map(ClusterDetails::inCluster).orElse(false));
    }

    static Mark mark(ClusterContact contact) {
        if (!contact.answered()) {
            return FAILS;
        }
        return contact.problem().isPresent() ? PARTIAL : ANSWERS;
    }

    private static String signIn(ClusterDetails details) {
        if (details.hasToken()) {
            return "token";
        }
        return details.hasCertificate() ? "client certificate" : "nothing";
    }

    private int rank() {
        return switch (state.name()) {
            case "failed" -> 0;
            case "outofsync" -> 1;
            case "waiting" -> 2;
            default -> 3;
        };
    }
}
