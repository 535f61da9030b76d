package dev.fairway.sandbox.world;

import java.util.List;

/** Everyone at work. */
final class Controllers {

    private Controllers() {}

    static List<Controller> all() {
        return List.of(
                new DeploymentController(),
                new ReplicaSetController(),
                new StatefulSetController(),
                new DaemonSetController(),
                new JobController(),
                new CronJobController(),
                new PodController(),
                new ClaimController(),
                new VolumeController(),
                new ServiceController(),
                new IngressController(),
                new AutoscalerController(),
                new DisruptionBudgetController());
    }
}
