package dev.fairway.web.settings.clusters;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The clusters with what goes there. */
@Component
class ClusterOverview {

    private final Clusters clusters;
    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Clock clock;

    ClusterOverview(Clusters clusters, Applications applications, Reconciliations reconciliations, Clock clock) {
        this.clusters = clusters;
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    /** @param objects how many it manages there, as its last turn saw them */
    public record Member(String name, int objects) {}

    List<ClusterView> all() {
        Instant now = clock.instant();
        Map<String, Long> members = applications.all().stream()
                .flatMap(application -> clusters.find(application.destination()).stream())
                .collect(Collectors.groupingBy(ClusterRef::id, Collectors.counting()));
        return clusters.all().stream()
                .map(cluster -> view(cluster, members.getOrDefault(cluster.id(), 0L), now))
                .sorted(ClusterView.WORST_FIRST)
                .toList();
    }

    ClusterView one(ClusterRef cluster) {
        return view(cluster, members(cluster).size(), clock.instant());
    }

    /** What would have no control plane any more if the cluster were forgotten. */
    List<Member> members(ClusterRef cluster) {
        return applications.all().stream()
                .filter(application -> goesTo(application, cluster))
                .map(application -> new Member(
                        application.name().toString(),
                        reconciliations
                                .status(application.name())
                                .map(status -> status.resources().size())
                                .orElse(0)))
                .toList();
    }

    ClusterRef require(String id) {
        return clusters.all().stream()
                .filter(cluster -> cluster.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no such cluster. Perhaps somebody removed it.")
                        .asException());
    }

    private boolean goesTo(Application application, ClusterRef cluster) {
        return clusters.find(application.destination())
                .map(ClusterRef::id)
                .filter(cluster.id()::equals)
                .isPresent();
    }

    private ClusterView view(ClusterRef cluster, long members, Instant now) {
        return ClusterView.of(cluster, clusters.details(cluster), clusters.contact(cluster), members, now);
    }
}
