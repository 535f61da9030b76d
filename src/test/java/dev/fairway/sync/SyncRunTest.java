package dev.fairway.sync;

import static dev.fairway.sync.Given.git;
import static dev.fairway.sync.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Problem;
import dev.fairway.resource.WellKnown;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SyncRunTest {

    @Test
    void withoutWavesAndHooksItHasSucceededAsSoonAsEverythingIsApplied() {
        Shell shell = new Shell(git("ConfigMap web", "apps/Deployment web ends=DEGRADED")).finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.now).isEqualTo(Given.START);
        assertThat(shell.cluster.requests)
                .containsExactly(
                        "DryRun ConfigMap/shop/web",
                        "DryRun Deployment/shop/web",
                        "Apply ConfigMap/shop/web",
                        "Apply Deployment/shop/web");
        assertThat(shell.results()).isEqualTo("""
            Sync ConfigMap/shop/web Synced: Applied
            Sync Deployment/shop/web Synced: Applied\
            """);
    }

    @Test
    void theNextWaveWaitsForHealthAndThePauseAndTheLastWaveIsNotWaitedFor() {
        Shell shell =
                new Shell(git("apps/Deployment first ticks=5", "apps/Deployment second wave=1 ticks=60")).finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(Duration.between(Given.START, shell.now)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
        assertThat(shell.messages)
                .contains(
                        "Waiting for healthy state of Deployment/shop/first",
                        "A pause before Sync, wave 1",
                        "Everything is applied");
    }

    @Test
    void healthCountsOnlyFromTheVersionThatTheApplyReturned() {
        // The watch still shows the healthy old version for a tick after the new one was applied.
        Shell shell = new Shell(git("apps/Deployment web image=2 ends=DEGRADED", "ConfigMap after wave=1")
                        .live("apps/Deployment web image=1"))
                .finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.cluster.effects).containsExactly("Apply Deployment/shop/web");
        assertThat(shell.run.message())
                .isEqualTo("One object did not become what the sync needs. Deployment/shop/web: It broke");
    }

    @Test
    void aFailedDryRunOfOneObjectChangesNothingAtAll() {
        Shell shell = new Shell(git("ConfigMap a", "Service b", "batch/Job h hook=PreSync"));
        shell.cluster.answers.put(
                "DryRun Service/shop/b", new ActionResult.Failed(ActionResult.Failure.FINAL, "spec.ports: Required"));
        shell.finish();

        assertThat(shell.cluster.effects).isEmpty();
        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.run.message())
                .isEqualTo("The check before the sync found one object that cannot be applied, so nothing was changed."
                        + " Service/shop/b: spec.ports: Required");
        assertThat(shell.results()).contains("Sync Service/shop/b SyncFailed: spec.ports: Required");
    }

    @Test
    void whatAProjectForbidsStopsTheSyncBeforeAnythingIsChanged() {
        Given given = git("ConfigMap a", "Namespace shop").withoutNamespace();
        given.forbidden.put(key("ConfigMap a"), Problem.stalled("NotPermitted", "No."));
        Shell shell = new Shell(given).finish();

        assertThat(shell.cluster.effects).isEmpty();
        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
    }

    @Test
    void whatIsForbiddenIsNotHiddenBehindANamespaceThatWasNotMadeForIt() {
        Given given = git("ConfigMap a", "Service b").withoutNamespace().options("CreateNamespace=true");
        given.forbidden.put(key("ConfigMap a"), Problem.stalled("NotPermitted", "No."));
        Shell shell = new Shell(given).finish();

        assertThat(shell.cluster.requests).isEmpty();
        assertThat(shell.run.message())
                .isEqualTo("The check before the sync found one object that cannot be applied, so nothing was changed."
                        + " ConfigMap/shop/a: No.");
    }

    @Test
    void aDryRunIntoANamespaceThatTheSyncWouldMakeDoesNotFailForWantOfIt() {
        Shell shell = new Shell(git("ConfigMap a")
                        .withoutNamespace()
                        .options("CreateNamespace=true")
                        .asking(SyncRequest.everything(List.of("r")).asDryRun()))
                .finish();

        assertThat(shell.cluster.requests).isEmpty();
        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.results())
                .contains("ConfigMap/shop/a Synced: Would be created; it cannot be checked before (dry run)");
    }

    @Test
    void aDryRunChangesNothingAndTellsWhatWouldHappen() {
        Shell shell = new Shell(git("ConfigMap a value=2", "ConfigMap same", "batch/Job h hook=PreSync")
                        .live("ConfigMap a value=1", "ConfigMap same", "ConfigMap old")
                        .asking(SyncRequest.everything(List.of("r")).withPrune().asDryRun()))
                .finish();

        assertThat(shell.cluster.effects).isEmpty();
        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.results()).isEqualTo("""
            PreSync Job/shop/h Synced: Would be applied (dry run)
            Sync ConfigMap/shop/a Synced: Would be applied (dry run)
            Sync ConfigMap/shop/old Pruned: Would be deleted (dry run)
            Sync ConfigMap/shop/same Synced: Unchanged (dry run)\
            """);
    }

    @Test
    void whatTheDryRunFoundUnchangedIsNotSent() {
        Shell shell = new Shell(git("ConfigMap same", "ConfigMap new").live("ConfigMap same")).finish();

        assertThat(shell.cluster.requests)
                .containsExactly("DryRun ConfigMap/shop/new", "DryRun ConfigMap/shop/same", "Apply ConfigMap/shop/new");
        assertThat(shell.results()).contains("ConfigMap/shop/same Synced: Unchanged");
    }

    @Test
    void hooksRunToTheirEndBeforeTheNextPhaseAndAreLetGo() {
        Shell shell = new Shell(git(
                        "batch/Job migrate hook=PreSync ticks=4",
                        "apps/Deployment web ticks=3",
                        "batch/Job check hook=PostSync"))
                .finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.cluster.effects)
                .containsExactly(
                        "Create Job/shop/migrate",
                        "RemoveHookFinalizer Job/shop/migrate",
                        "Apply Deployment/shop/web",
                        "Create Job/shop/check",
                        "RemoveHookFinalizer Job/shop/check");
        assertThat(shell.messages).contains("Waiting for the end of the hook Job/shop/migrate");
    }

    @Test
    void theFormerHookOfTheSameNameIsGoneBeforeItIsCreatedAgain() {
        Given given = git("batch/Job migrate hook=PreSync", "ConfigMap a").live("batch/Job migrate hook=PreSync");
        Shell shell = new Shell(given);
        shell.cluster.slowToDie.add(key("batch/Job migrate"));
        shell.finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.cluster.effects)
                .containsSubsequence(
                        "DeleteHook Job/shop/migrate", "Create Job/shop/migrate", "Apply ConfigMap/shop/a");
        assertThat(shell.messages).contains("Waiting until the former Job/shop/migrate is gone");
    }

    @Test
    void hookSucceededIsRemovedOnlyAfterTheWholeSyncHasSucceeded() {
        Shell good = new Shell(git(
                        "batch/Job migrate hook=PreSync policy=HookSucceeded",
                        "apps/Deployment web",
                        "batch/Job check hook=PostSync policy=HookFailed"))
                .finish();
        assertThat(good.cluster.effects.getLast()).isEqualTo("DeleteHook Job/shop/migrate");
        assertThat(good.cluster.content()).doesNotContain("migrate").contains("check");

        Shell bad = new Shell(git(
                        "batch/Job migrate hook=PreSync policy=HookSucceeded",
                        "batch/Job other hook=PreSync policy=HookFailed",
                        "apps/Deployment web ends=DEGRADED",
                        "batch/Job check hook=PostSync"))
                .finish();
        assertThat(bad.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(bad.cluster.content())
                .contains("migrate")
                .doesNotContain("other")
                .doesNotContain("check");
    }

    @Test
    void afterAFailureRunningHooksFinishAndSyncFailHooksRun() {
        Shell shell = new Shell(git(
                        "batch/Job slow hook=PreSync ticks=9",
                        "batch/Job quick hook=PreSync ends=DEGRADED",
                        "apps/Deployment web",
                        "batch/Job alarm hook=SyncFail"))
                .finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.cluster.effects)
                .doesNotContain("Apply Deployment/shop/web")
                .containsSubsequence("RemoveHookFinalizer Job/shop/slow", "Create Job/shop/alarm");
        assertThat(shell.results()).isEqualTo("""
            PreSync Job/shop/quick SyncFailed: It broke
            PreSync Job/shop/slow Synced: Created
            SyncFail Job/shop/alarm Synced: Created\
            """);
    }

    @Test
    void anApplyThatFailsDoesNotKeepTheRestOfItsWaveFromBeingTried() {
        Shell shell = new Shell(git("ConfigMap a", "Service b", "apps/Deployment c", "ConfigMap d wave=1"));
        shell.cluster.answers.put(
                "Apply Service/shop/b", new ActionResult.Failed(ActionResult.Failure.FINAL, "denied by policy"));
        shell.finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.cluster.effects).containsExactly("Apply ConfigMap/shop/a", "Apply Deployment/shop/c");
        assertThat(shell.run.message()).isEqualTo("One object could not be applied. Service/shop/b: denied by policy");
    }

    @Test
    void aFailureThatMayPassIsLookedAtAndTriedAgainAndThenGivenUp() {
        Shell shell = new Shell(git("ConfigMap a"));
        shell.cluster.answers.put(
                "Apply ConfigMap/shop/a", new ActionResult.Failed(ActionResult.Failure.MAY_PASS, "connection reset"));
        shell.goOn(Duration.ofSeconds(4));
        assertThat(shell.run.phase()).isEqualTo(OperationPhase.RUNNING);
        shell.cluster.answers.clear();
        assertThat(shell.finish().run.phase()).isEqualTo(OperationPhase.SUCCEEDED);

        Shell never = new Shell(git("ConfigMap a"));
        never.cluster.answers.put(
                "Apply ConfigMap/shop/a", new ActionResult.Failed(ActionResult.Failure.MAY_PASS, "connection reset"));
        never.finish();
        assertThat(never.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(Duration.between(Given.START, never.now)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void pruningComesFirstAndTheNextWaveWaitsUntilWhatWasPrunedIsGone() {
        Given given =
                git("ConfigMap a", "ConfigMap b wave=1").live("ConfigMap old").prune();
        Shell shell = new Shell(given);
        shell.cluster.slowToDie.add(key("ConfigMap old"));
        shell.finish();

        assertThat(shell.cluster.effects)
                .containsExactly("Delete ConfigMap/shop/old", "Apply ConfigMap/shop/a", "Apply ConfigMap/shop/b");
        assertThat(shell.messages).contains("Waiting until ConfigMap/shop/old is gone");
        assertThat(shell.results()).contains("ConfigMap/shop/old Pruned: Pruned");
    }

    @Test
    void aPruneThatNeedsApprovalWaitsForOneThatIsLaterThanTheRequest() {
        Shell shell = new Shell(
                git("ConfigMap a").live("ConfigMap old options=Prune=confirm").prune());
        shell.approvedAt = java.util.Optional.of(Given.START.minusSeconds(1));
        shell.goOn(Duration.ofMinutes(5));
        assertThat(shell.cluster.effects).isEmpty();
        assertThat(shell.run.message()).startsWith("Waiting for approval to delete ConfigMap/shop/old");

        shell.approvedAt = java.util.Optional.of(Given.START.plusSeconds(30));
        shell.finish();
        assertThat(shell.cluster.effects).containsExactly("Delete ConfigMap/shop/old", "Apply ConfigMap/shop/a");
    }

    @Test
    void theMissingNamespaceIsMadeBeforeTheDryRunSoThatItsObjectsCanBeChecked() {
        Shell shell = new Shell(git("ConfigMap a").withoutNamespace().options("CreateNamespace=true")).finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.cluster.requests)
                .containsExactly("Apply Namespace/shop", "DryRun ConfigMap/shop/a", "Apply ConfigMap/shop/a");
        assertThat(shell.now).isEqualTo(Given.START);
    }

    @Test
    void aDefinitionIsEstablishedAndTheKindsAreAskedForAnewBeforeItsObjectsAreSent() {
        Given given = git(
                "apiextensions.k8s.io/CustomResourceDefinition backups defines=example.org/Backup",
                "example.org/Backup nightly");
        given.unserved.add(new GroupKind("example.org", "Backup"));
        Shell shell = new Shell(given).finish();

        assertThat(shell.cluster.requests)
                .containsExactly(
                        "DryRun CustomResourceDefinition/backups",
                        "Apply CustomResourceDefinition/backups",
                        "RefreshKinds CustomResourceDefinition/backups",
                        "Apply Backup/shop/nightly");
        assertThat(shell.messages).contains("Waiting until the server serves CustomResourceDefinition/backups");
    }

    @Test
    void forceDeletesAndCreatesAnewOnlyWhatTheServerRefusesToChange() {
        Given given = git("batch/Job a value=2 options=Force=true", "ConfigMap b value=2 options=Force=true")
                .live("batch/Job a value=1", "ConfigMap b value=1");
        Shell shell = new Shell(given);
        shell.cluster.answers.put(
                "DryRun Job/shop/a",
                new ActionResult.Failed(ActionResult.Failure.CANNOT_CHANGE, "spec.template: field is immutable"));
        shell.finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(shell.cluster.effects)
                .containsExactly("Apply ConfigMap/shop/b", "Delete Job/shop/a", "Create Job/shop/a");
    }

    @Test
    void replacePutsTheObjectInPlaceOfTheOneThatIsThere() {
        Shell shell = new Shell(git("ConfigMap a value=2 options=Replace=true", "ConfigMap b options=Replace=true")
                        .live("ConfigMap a value=1"))
                .finish();

        assertThat(shell.cluster.effects).containsExactly("Replace ConfigMap/shop/a", "Create ConfigMap/shop/b");
    }

    @Test
    void anObjectThatVanishesWhileItIsWaitedForEndsTheSync() {
        Shell shell = new Shell(git("apps/Deployment a ticks=60", "ConfigMap b wave=1"));
        shell.goOn(Duration.ofSeconds(10));
        shell.cluster.vanish(key("apps/Deployment a"));
        shell.finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.run.message()).contains("Deployment/shop/a: It is gone");
        assertThat(shell.cluster.effects).doesNotContain("Apply ConfigMap/shop/b");
    }

    @Test
    void aWaveThatTakesTooLongFailsAndItsHooksAreRemoved() {
        Shell shell = new Shell(git("batch/Job h hook=PreSync ticks=9999", "ConfigMap a")
                        .options("WaveTimeout=90s"))
                .finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(Duration.between(Given.START, shell.now)).isEqualTo(Duration.ofSeconds(90));
        assertThat(shell.cluster.content()).doesNotContain("Job/shop/h");
        assertThat(shell.results())
                .isEqualTo("PreSync Job/shop/h SyncFailed: Not done when the time for its wave was up: Not yet");
    }

    @Test
    void stoppingRemovesRunningHooksWithTheirFinalizersAndWritesNothingMore() {
        Shell shell = new Shell(git("batch/Job h hook=PreSync ticks=9999", "ConfigMap a"));
        shell.goOn(Duration.ofSeconds(5));
        shell.run = shell.run.terminate();
        assertThat(shell.run.phase()).isEqualTo(OperationPhase.TERMINATING);
        shell.finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.cluster.content()).doesNotContain("Job/shop/h");
        assertThat(shell.cluster.effects).doesNotContain("Apply ConfigMap/shop/a");
        assertThat(shell.run.message()).startsWith("Stopped before its end");
    }

    @Test
    void aHookThatSomeoneDeletesWhileItRunsHasFailed() {
        Shell shell = new Shell(git("batch/Job h hook=PreSync ticks=9999", "ConfigMap a"));
        shell.goOn(Duration.ofSeconds(5));
        SyncTask hook = shell.plan.tasks().getFirst();
        String uid = shell.cluster.view().get(hook.key()).uid();
        shell.cluster.perform(new SyncAction.Delete(hook, uid, Work.Propagation.FOREGROUND));
        shell.finish();

        assertThat(shell.run.phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(shell.results()).isEqualTo("PreSync Job/shop/h SyncFailed: The hook was deleted while it ran");
        assertThat(shell.cluster.content()).doesNotContain(WellKnown.HOOK_FINALIZER);
    }

    @Test
    void anOperationWithNothingToDoSucceeds() {
        assertThat(new Shell(git()).finish().run.message()).isEqualTo("There was nothing to do");
    }

    @Test
    @Timeout(30)
    void fiveThousandObjectsTakeAsManyStepsAsFiveAndAFewBytesEach() {
        String[] objects = IntStream.range(0, 5_000)
                .mapToObj(number -> "ConfigMap settings-" + number)
                .toArray(String[]::new);
        Shell few = new Shell(git("ConfigMap a", "ConfigMap b")).finish();
        Shell many = new Shell(git(objects)).finish();

        assertThat(many.run.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(many.steps).isEqualTo(few.steps);
        assertThat(SyncRunJson.pack(many.run).length / 5_000).isLessThan(60);
    }

    @Test
    void aRunThatWasKeptBeforeRunsWereCompressedIsReadAsWell() throws Exception {
        SyncRun run = new Shell(git("ConfigMap a", "Job b")).finish().run;
        byte[] json = new InflaterInputStream(new ByteArrayInputStream(SyncRunJson.pack(run))).readAllBytes();

        assertThat(new String(json, StandardCharsets.UTF_8)).startsWith("{\"plan\":");
        assertThat(SyncRunJson.unpack(json)).isEqualTo(run);
    }

    @Test
    void theNamespacesOwnLabelsAreAppliedWithoutCreatingIt() {
        Shell shell = new Shell(
                        git("ConfigMap a").options("CreateNamespace=true").namespaceLabels(Map.of("team", "blue")))
                .finish();
        assertThat(shell.cluster.effects).containsExactly("Apply Namespace/shop", "Apply ConfigMap/shop/a");
    }
}
