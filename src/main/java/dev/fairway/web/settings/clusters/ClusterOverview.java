package dev.fairway.web.settings.clusters;

import dev.fairway.access.Principal;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.Problem;
import dev.fairway.web.catalog.ClusterUse;
import dev.fairway.web.catalog.Entry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The clusters with what goes there. */
@Component
class ClusterOverview {

    private final Clusters clusters;
    private final ClusterUse use;
    private final Reconciliations reconciliations;
    private final Clock clock;

    ClusterOverview(Clusters clusters, ClusterUse use, Reconciliations reconciliations, Clock clock) {
        this.clusters = clusters;
        this.use = use;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    /** @param objects how many it manages there, as its last turn saw them */
    public record Member(String name, int objects) {}

    /** @param sees whether the person who looks may read it */
    List<ClusterView> all(Principal who, Predicate<ClusterRef> sees) {
        Instant now = clock.instant();
        Map<String, List<Entry>> members = use.byCluster(who);
        return clusters.all().stream()
                .filter(sees)
                .map(cluster -> view(cluster, members, now))
                .sorted(ClusterView.WORST_FIRST)
                .toList();
    }

    ClusterView one(ClusterRef cluster, Principal who) {
        return view(cluster, use.byCluster(who), clock.instant());
    }

    /** What would have no control plane any more if the cluster were forgotten. */
    List<Member> members(ClusterRef cluster, Principal who) {
        return use.byCluster(who).getOrDefault(cluster.id(), List.of()).stream()
                .map(entry -> new Member(
                        entry.name().toString(),
                        reconciliations
                                .status(entry.name())
                                .map(status -> status.resources().size())
                                .orElse(0)))
                .toList();
    }

    ClusterRef require(String id, Predicate<ClusterRef> sees) {
        return clusters.all().stream()
                .filter(cluster -> cluster.id().equals(id) && sees.test(cluster))
                .findFirst()
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no such cluster. Perhaps somebody removed it.")
                        .asException());
    }

    private ClusterView view(ClusterRef cluster, Map<String, List<Entry>> members, Instant now) {
        return ClusterView.of(
                cluster,
                clusters.details(cluster),
                clusters.contact(cluster),
                members.getOrDefault(cluster.id(), List.of()).size(),
                now);
    }
}
