package dev.fairway.reconciliation.engine;

import dev.fairway.resource.GroupKind;
import java.util.Set;

/** Which kinds people can act on past Git. */
final class Kinds {

    static final GroupKind CRON_JOB = new GroupKind("batch", "CronJob");
    static final GroupKind JOB = new GroupKind("batch", "Job");

    private static final GroupKind DEPLOYMENT = new GroupKind("apps", "Deployment");
    private static final GroupKind STATEFUL_SET = new GroupKind("apps", "StatefulSet");
    private static final GroupKind DAEMON_SET = new GroupKind("apps", "DaemonSet");
    private static final GroupKind REPLICA_SET = new GroupKind("apps", "ReplicaSet");
    private static final GroupKind ROLLOUT = new GroupKind("argoproj.io", "Rollout");

    private static final Set<GroupKind> RESTARTABLE = Set.of(DEPLOYMENT, STATEFUL_SET, DAEMON_SET, ROLLOUT);
    private static final Set<GroupKind> SCALABLE = Set.of(DEPLOYMENT, STATEFUL_SET, REPLICA_SET, ROLLOUT);
    private static final Set<GroupKind> PAUSABLE = Set.of(DEPLOYMENT, ROLLOUT);
    private static final Set<String> EXTERNAL = Set.of("ExternalSecret", "ClusterExternalSecret", "PushSecret");

    private Kinds() {}

    static boolean restarts(GroupKind kind) {
        return RESTARTABLE.contains(kind);
    }

    static boolean scales(GroupKind kind) {
        return SCALABLE.contains(kind);
    }

    static boolean pauses(GroupKind kind) {
        return PAUSABLE.contains(kind);
    }

    static boolean suspends(GroupKind kind) {
        return kind.equals(CRON_JOB) || kind.equals(JOB) || isFlux(kind);
    }

    static boolean isRollout(GroupKind kind) {
        return kind.equals(ROLLOUT);
    }

    /** Every group of Flux ends like this. */
    static boolean isFlux(GroupKind kind) {
        return kind.group().endsWith(".toolkit.fluxcd.io");
    }

    static boolean isExternalSecret(GroupKind kind) {
        return kind.group().equals("external-secrets.io") && EXTERNAL.contains(kind.kind());
    }
}
