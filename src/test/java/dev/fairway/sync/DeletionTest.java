package dev.fairway.sync;

import static dev.fairway.sync.Given.git;
import static dev.fairway.sync.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Problem;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.spec.SyncOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletionTest {

    private final List<String> cascade = List.of(WellKnown.RESOURCES_FINALIZER);

    @Test
    void withoutAFinalizerOnlyTheApplicationGoes() {
        assertThat(decide(git().live("ConfigMap a"), List.of("someone.else/finalizer")))
                .isInstanceOf(Deletion.Decision.ApplicationOnly.class);
    }

    @Test
    void anUnknownClusterHoldsTheDeletionAndItsFinalizers() {
        Deletion.Decision decision = Deletion.decide(input(git(), cascade, Optional.empty(), Work.Approval.AWAITED));
        assertThat(decision).isInstanceOfSatisfying(Deletion.Decision.Wait.class, wait -> assertThat(
                        wait.why().code())
                .isEqualTo("DeletionWaitsForCluster"));
    }

    @Test
    void hooksComeBeforeAndAfterAndWavesGoInReverse() {
        Given given = git(
                        "batch/Job backup hook=PreDelete",
                        "batch/Job notify- hook=PostDelete",
                        "batch/Job m hook=PreSync")
                .live(
                        "ConfigMap first wave=-1",
                        "apps/Deployment web wave=2",
                        "ConfigMap middle",
                        "Service web wave=2");
        assertThat(plan(given).describe()).isEqualTo("""
                        PreDelete 0 Job/shop/backup hook
                        Delete -2 Service/shop/web remove
                        Delete -2 Deployment/shop/web remove
                        Delete 0 ConfigMap/shop/middle remove
                        Delete 1 ConfigMap/shop/first remove
                        PostDelete 0 Job/shop/notify-0123456-postdelete-1772445600 hook""");
    }

    @Test
    void definitionsTheApplicationItselfAndWhatSaysSoAreNeverDeleted() {
        Given given = git().live(
                        "apiextensions.k8s.io/CustomResourceDefinition backups",
                        "argoproj.io/Application argocd/shop",
                        "argoproj.io/Application argocd/child",
                        "ConfigMap kept options=Delete=false",
                        "ConfigMap kept-by-helm keep=keep",
                        "ConfigMap forbidden",
                        "ConfigMap gone");
        given.forbidden.put(key("ConfigMap forbidden"), Problem.stalled("NotPermitted", "No."));
        assertThat(plan(given).describe()).isEqualTo("""
                        Delete 0 ConfigMap/shop/gone remove
                        Delete 0 Application/argocd/child remove""");
    }

    @Test
    void anObjectsDeleteOptionBeatsTheApplications() {
        Given given =
                git().live("ConfigMap a options=Delete=true", "ConfigMap b").options("Delete=false");
        assertThat(plan(given).describe()).isEqualTo("Delete 0 ConfigMap/shop/a remove");
    }

    @Test
    void oneObjectThatNeedsApprovalHoldsBackAll() {
        Given given = git().live("ConfigMap a", "ConfigMap b options=Delete=confirm");
        assertThat(decide(given, cascade)).isInstanceOfSatisfying(Deletion.Decision.Wait.class, wait -> assertThat(
                        wait.why().message())
                .startsWith("ConfigMap/shop/b asks for approval"));
        assertThat(Deletion.decide(input(given, cascade, Optional.of(given.live.values()), Work.Approval.NOT_NEEDED)))
                .isInstanceOf(Deletion.Decision.Cascade.class);
    }

    @Test
    void anObjectThatIsStillTerminatingBlocksTheNextWaveAndThePostDeleteHook() {
        Given given = git("batch/Job backup hook=PreDelete", "batch/Job notify hook=PostDelete")
                .live("ConfigMap first", "ConfigMap last wave=1");
        Shell shell = new Shell(given, plan(given));
        shell.cluster.slowToDie.add(key("ConfigMap last"));
        shell.finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.cluster.effects)
                .containsExactly(
                        "Create Job/shop/backup",
                        "RemoveHookFinalizer Job/shop/backup",
                        "Delete ConfigMap/shop/last",
                        "Delete ConfigMap/shop/first",
                        "Create Job/shop/notify",
                        "RemoveHookFinalizer Job/shop/notify");
        assertThat(shell.messages).contains("Waiting until ConfigMap/shop/last is gone");
    }

    @Test
    void aPreDeleteHookThatFailsKeepsEverything() {
        Given given = git("batch/Job backup hook=PreDelete ends=DEGRADED").live("ConfigMap a");
        Shell shell = new Shell(given, plan(given)).finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.cluster.content()).contains("ConfigMap/shop/a");
    }

    private SyncPlan plan(Given given) {
        return ((Deletion.Decision.Cascade) decide(given, cascade)).plan();
    }

    private static Deletion.Decision decide(Given given, List<String> finalizers) {
        return Deletion.decide(input(given, finalizers, Optional.of(given.live.values()), Work.Approval.AWAITED));
    }

    private static Deletion.Input input(
            Given given,
            List<String> finalizers,
            Optional<java.util.Collection<dev.fairway.resource.Manifest>> live,
            Work.Approval approval) {
        SyncOptions options = given.policy.options();
        return new Deletion.Input(
                Given.SHOP,
                Given.NAMESPACE,
                finalizers,
                given.input().operation(),
                options,
                live,
                given.desired,
                key -> Optional.ofNullable(given.forbidden.get(key)),
                approval);
    }
}
