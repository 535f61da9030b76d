package dev.fairway.sync;

import static dev.fairway.sync.Given.git;
import static dev.fairway.sync.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Problem;
import dev.fairway.resource.WellKnown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncPlannerTest {

    @Test
    void kindsComeInTheOrderInWhichTheyNeedEachOtherAndUnknownKindsLast() {
        assertPlan(
                git(
                        "example.org/Backup nightly",
                        "networking.k8s.io/Ingress web",
                        "apps/Deployment web",
                        "apps/Deployment api",
                        "Service web",
                        "ConfigMap web",
                        "ServiceAccount web",
                        "apps/StatefulSet db",
                        "batch/Job seed"),
                """
                Sync 0 ServiceAccount/shop/web apply
                Sync 0 ConfigMap/shop/web apply
                Sync 0 Service/shop/web apply
                Sync 0 Deployment/shop/api apply
                Sync 0 Deployment/shop/web apply
                Sync 0 StatefulSet/shop/db apply
                Sync 0 Job/shop/seed apply
                Sync 0 Ingress/shop/web apply
                Sync 0 Backup/shop/nightly apply""");
    }

    @Test
    void phasesComeBeforeWavesAndWavesBeforeKinds() {
        assertPlan(
                git(
                        "ConfigMap late wave=5",
                        "apps/Deployment early wave=-1",
                        "batch/Job migrate hook=PreSync wave=9",
                        "batch/Job check hook=PostSync wave=-9",
                        "batch/Job alarm hook=SyncFail",
                        "ConfigMap odd wave=first",
                        "ConfigMap weighted weight=2"),
                """
                PreSync 9 Job/shop/migrate hook
                Sync -1 Deployment/shop/early apply
                Sync 0 ConfigMap/shop/odd apply
                Sync 2 ConfigMap/shop/weighted apply
                Sync 5 ConfigMap/shop/late apply
                PostSync -9 Job/shop/check hook
                SyncFail 0 Job/shop/alarm hook""");
    }

    @Test
    void aNamespaceAndADefinitionAreRaisedBeforeTheirFirstDependantAndTakeItsPhaseAndWave() {
        assertPlan(
                git(
                        "Namespace team wave=3",
                        "apiextensions.k8s.io/CustomResourceDefinition backups wave=4 defines=example.org/Backup",
                        "ConfigMap team/settings wave=-2",
                        "example.org/Backup nightly wave=1",
                        "batch/Job team/migrate hook=PreSync"),
                """
                PreSync 0 Namespace/team apply
                PreSync 0 Job/team/migrate hook
                Sync -2 ConfigMap/team/settings apply
                Sync 1 CustomResourceDefinition/backups apply
                Sync 1 Backup/shop/nightly apply""");
    }

    @Test
    void objectsToPruneGoInTheReverseOfTheirWaves() {
        assertPlan(
                git("ConfigMap new")
                        .live("ConfigMap a wave=0", "ConfigMap b wave=1", "ConfigMap c wave=4")
                        .prune(),
                """
                Sync 0 ConfigMap/shop/c remove
                Sync 0 ConfigMap/shop/new apply
                Sync 1 ConfigMap/shop/b remove
                Sync 4 ConfigMap/shop/a remove""");
    }

    @Test
    void pruneLastComesInAWaveOfItsOwnAfterAllOthers() {
        assertPlan(
                git("ConfigMap new wave=3", "batch/Job done hook=PostSync")
                        .live("ConfigMap old", "ConfigMap older wave=1 options=PruneLast=true")
                        .prune(),
                """
                Sync 1 ConfigMap/shop/old remove
                Sync 3 ConfigMap/shop/new apply
                Sync 4 ConfigMap/shop/older remove
                PostSync 0 Job/shop/done hook""");
    }

    @Test
    void whatIsNoLongerInGitIsKeptWhenPruningIsOffOrTheObjectSaysSo() {
        assertPlan(
                git().live("ConfigMap a"),
                "Sync 0 ConfigMap/shop/a keep: No longer in Git; sync with prune to delete it");
        assertPlan(
                git().live(
                                "ConfigMap a options=Prune=false",
                                "ConfigMap b keep=keep",
                                "ConfigMap c options=Prune=confirm")
                        .prune(),
                """
                Sync 0 ConfigMap/shop/a keep: Kept because of Prune=false
                Sync 0 ConfigMap/shop/b keep: Kept because of helm.sh/resource-policy: keep
                Sync 0 ConfigMap/shop/c remove after approval""");
    }

    @Test
    void anObjectsPruneOptionBeatsTheApplications() {
        assertPlan(
                git().live("ConfigMap a options=Prune=true", "ConfigMap b")
                        .options("Prune=false")
                        .prune(),
                """
                Sync 0 ConfigMap/shop/a remove
                Sync 0 ConfigMap/shop/b keep: Kept because of Prune=false""");
    }

    @Test
    void pruneNeverTouchesWhatBelongsToAnotherApplicationOrOwnerOrIsAHook() {
        Given given = git().liveOf(new ApplicationName("argocd", "other"), "ConfigMap theirs")
                .live("batch/Job hooked hook=PreSync", "apps/ReplicaSet copied owner=web")
                .prune();
        given.live.put(
                key("ConfigMap copy"),
                Given.tracked("ConfigMap original").withName("copy").with(tree -> tree.withObject("/metadata")
                        .put("uid", "u")));
        assertPlan(given, "");
    }

    @Test
    void anObjectSharedWithAnotherApplicationIsToldAndWithFailOnSharedResourceRefused() {
        Given given = git("ConfigMap settings").liveOf(new ApplicationName("argocd", "other"), "ConfigMap settings");
        assertThat(given.plan().notes()).extracting(Problem::code).containsExactly("SharedResource");
        assertPlan(
                given.options("FailOnSharedResource=true"),
                "Sync 0 ConfigMap/shop/settings apply refused: ConfigMap/shop/settings is also part of the application"
                        + " argocd/other. Remove it from one of the two.");
    }

    @Test
    void helmHooksBecomeHooksOfPhasesAndArgosAnnotationHidesHelms() {
        assertPlan(
                git(
                        "batch/Job a helm-hook=pre-install,pre-upgrade helm-policy=hook-succeeded weight=-5",
                        "batch/Job b helm-hook=post-upgrade",
                        "batch/Job c helm-hook=test",
                        "batch/Job d helm-hook=post-rollback",
                        "batch/Job e helm-hook=pre-install hook=PostSync",
                        "ConfigMap f helm-hook=crd-install",
                        "batch/Job g helm-hook=pre-delete"),
                """
                PreSync -5 Job/shop/a hook
                Sync 0 ConfigMap/shop/f apply
                PostSync 0 Job/shop/b hook
                PostSync 0 Job/shop/e hook""");
        assertThat(Hook.of(Given.object("batch/Job a helm-hook=pre-install helm-policy=hook-succeeded,hook-failed")))
                .hasValueSatisfying(hook -> assertThat(hook.deletePolicies())
                        .containsExactly(HookDeletePolicy.HOOK_SUCCEEDED, HookDeletePolicy.HOOK_FAILED));
        assertThat(Hook.of(Given.object("batch/Job a hook=Sync")))
                .hasValueSatisfying(hook ->
                        assertThat(hook.deletePolicies()).containsExactly(HookDeletePolicy.BEFORE_HOOK_CREATION));
    }

    @Test
    void skipMeansNotAppliedAndNotPruned() {
        assertPlan(
                git("ConfigMap a hook=Skip", "ConfigMap b")
                        .live("ConfigMap a hook=Skip")
                        .prune(),
                "Sync 0 ConfigMap/shop/b apply");
    }

    @Test
    void aHookWithOnlyAGeneratedNameGetsItBeforeAnythingIsSent() {
        SyncPlan plan = git("batch/Job migrate- hook=PreSync,PostSync", "batch/Job migrate- hook=PreSync")
                .plan();
        assertThat(plan.describe()).isEqualTo("""
                        PreSync 0 Job/shop/migrate-0123456-presync-1772445600 hook
                        PreSync 0 Job/shop/migrate-0123456-presync-1772445600-2 hook
                        PostSync 0 Job/shop/migrate-0123456-postsync-1772445600 hook""");
    }

    @Test
    void whatIsNoHookNeedsAName() {
        assertPlan(
                git("batch/Job migrate-"),
                "Sync 0 Job/shop/ apply refused: The Job with generateName migrate- is no hook. Give it a metadata.name, or"
                        + " make it a hook by the annotation argocd.argoproj.io/hook.");
    }

    @Test
    void aHookIsSentWithItsNameItsFinalizerAndTheMarkOfTheOperation() {
        Given given = git("batch/Job migrate- hook=PreSync");
        SyncPlan plan = given.plan();
        var sent = plan.desired(plan.tasks().getFirst(), given.desired);
        assertThat(sent.name()).isEqualTo("migrate-0123456-presync-1772445600");
        assertThat(sent.generateName()).isEmpty();
        assertThat(sent.at("/metadata/finalizers/0").asString()).isEqualTo(WellKnown.HOOK_FINALIZER);
        assertThat(sent.annotation(SyncPlan.OPERATION)).contains("7");
        assertThat(sent.annotation(WellKnown.TRACKING_ID))
                .contains("shop:batch/Job:shop/migrate-0123456-presync-1772445600");
    }

    @Test
    void aSelectionTakesExactlyItsKeysWithNamespaceAndRunsNoHooks() {
        assertPlan(
                git("ConfigMap a", "ConfigMap other/a", "apps/Deployment a", "batch/Job h hook=PreSync")
                        .live("ConfigMap gone")
                        .asking(SyncRequest.everything(List.of("r")).withPrune().only(key("ConfigMap a"))),
                "Sync 0 ConfigMap/shop/a apply");
        assertPlan(
                git("ConfigMap a", "batch/Job h hook=PreSync")
                        .asking(SyncRequest.everything(List.of("r")).withoutHooks()),
                "Sync 0 ConfigMap/shop/a apply");
    }

    @Test
    void applyOutOfSyncOnlyLeavesOutWhatIsAsGitSaysButRunsHooks() {
        Given given = git("ConfigMap same", "ConfigMap changed", "ConfigMap missing", "batch/Job h hook=PreSync")
                .live("ConfigMap same", "ConfigMap changed")
                .options("ApplyOutOfSyncOnly=true");
        given.outOfSync.add(key("ConfigMap changed"));
        given.outOfSync.add(key("ConfigMap missing"));
        assertPlan(given, """
                PreSync 0 Job/shop/h hook
                Sync 0 ConfigMap/shop/changed apply
                Sync 0 ConfigMap/shop/missing apply""");
    }

    @Test
    void createNamespaceMakesAMissingNamespaceUnlessGitHoldsIt() {
        assertPlan(git("ConfigMap a").withoutNamespace().options("CreateNamespace=true"), """
                PreSync 0 Namespace/shop ensure
                Sync 0 ConfigMap/shop/a apply""");
        assertPlan(git("ConfigMap a", "Namespace shop").withoutNamespace().options("CreateNamespace=true"), """
                Sync 0 Namespace/shop apply
                Sync 0 ConfigMap/shop/a apply""");
        assertPlan(git("ConfigMap a").options("CreateNamespace=true"), "Sync 0 ConfigMap/shop/a apply");
    }

    @Test
    void managedNamespaceMetadataIsAppliedToANamespaceThatIsThereAlready() {
        Given given = git("ConfigMap a").options("CreateNamespace=true").namespaceLabels(Map.of("team", "blue"));
        SyncPlan plan = given.plan();
        assertThat(plan.describe()).startsWith("PreSync 0 Namespace/shop ensure");
        assertThat(plan.desired(plan.tasks().getFirst(), given.desired).label("team"))
                .contains("blue");
    }

    @Test
    void aDefinitionInTheSameSyncLiftsTheDryRunOfItsObjectsAndAnUnknownKindIsRefused() {
        Given given = git(
                "apiextensions.k8s.io/CustomResourceDefinition backups defines=example.org/Backup",
                "example.org/Backup nightly",
                "example.org/Restore once",
                "example.org/Restore later options=SkipDryRunOnMissingResource=true");
        given.unserved.addAll(List.of(new GroupKind("example.org", "Backup"), new GroupKind("example.org", "Restore")));
        SyncPlan plan = given.plan();
        assertThat(plan.tasks())
                .extracting(task -> task.key().name() + " " + task.check() + " "
                        + task.refusal().map(Problem::code).orElse("ok"))
                .containsExactly(
                        "backups FULL ok",
                        "later MISSING_KIND_PASSES ok",
                        "nightly NONE ok",
                        "once FULL KindNotServed");
    }

    @Test
    void replaceAndForceSayHowButNeverDeleteWhatHoldsOthers() {
        assertPlan(
                git(
                        "ConfigMap a options=Replace=true",
                        "ConfigMap b options=Force=true",
                        "ConfigMap c options=Force=true,Replace=true",
                        "Namespace d options=Force=true,Replace=true",
                        "apiextensions.k8s.io/CustomResourceDefinition e options=Force=true"),
                """
                Sync 0 Namespace/d replace
                Sync 0 ConfigMap/shop/a replace
                Sync 0 ConfigMap/shop/b apply-or-recreate
                Sync 0 ConfigMap/shop/c recreate
                Sync 0 CustomResourceDefinition/e apply""");
    }

    @Test
    void optionsOfAnObjectReachItsTask() {
        Work work = git("ConfigMap a options=Validate=false,ClientSideApplyMigration=false")
                .options("RespectIgnoreDifferences=true")
                .plan()
                .tasks()
                .getFirst()
                .work();
        assertThat(work).isEqualTo(new Work.Apply(0, Work.Way.APPLY, new Work.ApplySettings(false, false, true)));
        assertThat(git().live("ConfigMap a")
                        .options("PrunePropagationPolicy=orphan")
                        .prune()
                        .plan()
                        .tasks())
                .extracting(SyncTask::work)
                .containsExactly(new Work.Remove("uid-a", Work.Propagation.ORPHAN, Work.Approval.NOT_NEEDED));
    }

    @Test
    void whatTheProjectForbidsIsRefusedAndNeverPruned() {
        Given given = git("ConfigMap a").live("ConfigMap old").prune();
        Problem no = Problem.stalled("NotPermitted", "The project says no.");
        given.forbidden.put(key("ConfigMap a"), no);
        given.forbidden.put(key("ConfigMap old"), no);
        assertPlan(given, """
                Sync 0 ConfigMap/shop/a apply refused: The project says no.
                Sync 0 ConfigMap/shop/old keep: The project says no.""");
    }

    private static void assertPlan(Given given, String lines) {
        assertThat(given.plan().describe()).isEqualTo(lines);
    }
}
