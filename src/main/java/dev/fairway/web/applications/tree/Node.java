package dev.fairway.web.applications.tree;

import dev.fairway.health.HealthStatus;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object of an application, managed or owned by a managed one.
 *
 * @param health healthy for a kind that nobody judges
 * @param message why its health is what it is; may be empty
 * @param terminating it is on its way out, whatever else is said of it
 * @param place where in the order of a sync its managed ancestor comes
 * @param parents its owners in the tree, the one it hangs on first; empty for a managed object
 * @param info short facts, for example {@code 2/3 ready}
 */
record Node(
        ResourceKey key,
        HealthStatus health,
        String message,
        boolean terminating,
        SyncMark sync,
        Place place,
        boolean hook,
        List<ResourceKey> parents,
        Optional<Instant> createdAt,
        List<String> info) {

    private static final Set<String> WORKLOADS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Rollout", "ReplicaSet", "Pod");
    private static final Set<String> ACCESS =
            Set.of("ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");
    private static final String READY = " ready";
    private static final String REVISION = "rev ";
    private static final String HOST = "on ";

    Node marked(SyncMark other) {
        return new Node(key, health, message, terminating, other, place, hook, parents, createdAt, info);
    }

    boolean isPod() {
        return key.kind().equals("Pod") && key.group().isEmpty();
    }

    boolean isFailing() {
        return health == HealthStatus.DEGRADED || health == HealthStatus.MISSING;
    }

    /** Someone should look at it, so it never disappears in a group. */
    boolean standsOut() {
        return terminating || sync.differs() || (health != HealthStatus.HEALTHY && health != HealthStatus.SUSPENDED);
    }

    boolean isWorkload() {
        return WORKLOADS.contains(key.kind());
    }

    boolean isConfiguration() {
        return key.kind().equals("ConfigMap") || key.kind().equals("Secret");
    }

    boolean isAccess() {
        return ACCESS.contains(key.kind());
    }

    /** A ReplicaSet that serves no longer: it wants no pods. */
    boolean isOldRevision() {
        return key.kind().equals("ReplicaSet") && info.contains("0/0 ready");
    }

    boolean isFinishedJob() {
        return key.kind().equals("Job") && health == HealthStatus.HEALTHY;
    }

    /** A Deployment's revision, 0 without one. */
    int revision() {
        return info.stream()
                .filter(fact -> fact.startsWith(REVISION))
                .map(fact -> fact.substring(REVISION.length()))
                .filter(digits -> digits.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /** The node a pod runs on; empty if none has taken it. */
    String host() {
        return info.stream()
                .filter(fact -> fact.startsWith(HOST))
                .map(fact -> fact.substring(HOST.length()))
                .findFirst()
                .orElse("");
    }

    Mark mark() {
        return terminating ? Mark.TERMINATING : Mark.of(health);
    }

    String kindText() {
        if (hook) {
            return key.kind() + " · hook";
        }
        return revision() == 0 ? key.kind() : key.kind() + " · rev " + revision();
    }

    /** The one short fact there is room for beside the name. */
    String fact(Instant now) {
        String last = info.isEmpty() ? "" : info.getLast();
        if (last.endsWith(READY)) {
            return last.substring(0, last.length() - READY.length());
        }
        if (isPod() && !last.isEmpty() && !last.equals("Running")) {
            return last.equals("Succeeded") ? "done" : last;
        }
        // A hook that is not there has not run yet, or was cleaned up behind itself.
        return createdAt.map(at -> Age.of(at, now).text()).orElse(hook ? "not running" : "not there");
    }
}
