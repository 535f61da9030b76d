package dev.fairway.sync;

import static dev.fairway.sync.Given.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.GroupKind;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process is killed at every saved step of whole runs: before it acts, half way through, and after. */
class CrashTest {

    enum Story {
        HOOKS_AND_WAVES(() -> git(
                        "batch/Job migrate- hook=PreSync",
                        "batch/Job seed hook=PreSync wave=1 policy=HookSucceeded",
                        "ConfigMap settings value=2",
                        "apps/Deployment db wave=-1",
                        "apps/Deployment web wave=1",
                        "batch/Job check hook=PostSync policy=BeforeHookCreation,HookSucceeded",
                        "batch/Job alarm hook=SyncFail")
                .live(
                        "ConfigMap settings value=1",
                        "batch/Job check hook=PostSync",
                        "ConfigMap old",
                        "ConfigMap older wave=1")
                .prune()),
        A_FAILURE(() -> git(
                "batch/Job migrate- hook=PreSync policy=HookFailed",
                "apps/Deployment web ends=DEGRADED",
                "apps/Deployment later wave=1",
                "batch/Job alarm- hook=SyncFail")),
        REPLACING(() -> git(
                        "ConfigMap a value=2 options=Replace=true",
                        "batch/Job b value=2 options=Replace=true,Force=true",
                        "batch/Job c options=Replace=true,Force=true",
                        "ConfigMap d options=Replace=true",
                        "ConfigMap e wave=1")
                .live("ConfigMap a value=1", "batch/Job b value=1")),
        NEW_KINDS_AND_NAMESPACE(() -> {
            Given given = git(
                            "apiextensions.k8s.io/CustomResourceDefinition backups defines=example.org/Backup",
                            "example.org/Backup nightly",
                            "batch/Job check hook=Sync")
                    .withoutNamespace()
                    .options("CreateNamespace=true");
            given.unserved.add(new GroupKind("example.org", "Backup"));
            return given;
        });

        final Supplier<Given> given;

        Story(Supplier<Given> given) {
            this.given = given;
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void killedAnywhereItComesToTheSameEndAndRepeatsNothing(Story story) {
        Shell undisturbed = new Shell(story.given.get()).finish();
        for (int step = 1; step <= undisturbed.steps; step++) {
            for (Shell.Moment moment : Shell.Moment.values()) {
                Shell killed = new Shell(story.given.get()).finish(new Shell.Death(step, moment));
                assertSame(killed, undisturbed, "killed in step " + step + " " + moment);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void killedAgainAndAgainItStillComesToTheSameEnd(Story story) {
        Shell undisturbed = new Shell(story.given.get()).finish();
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Shell.Death[] deaths = IntStream.range(1, 60)
                    .filter(step -> random.nextInt(3) == 0)
                    .mapToObj(step -> new Shell.Death(step, Shell.Moment.values()[random.nextInt(3)]))
                    .toArray(Shell.Death[]::new);
            assertSame(new Shell(story.given.get()).finish(deaths), undisturbed, "seed " + seed);
        }
    }

    private static void assertSame(Shell killed, Shell undisturbed, String when) {
        assertThat(killed.run.phase()).as(when).isEqualTo(undisturbed.run.phase());
        assertThat(killed.run.message()).as(when).isEqualTo(undisturbed.run.message());
        assertThat(killed.cluster.content()).as(when).isEqualTo(undisturbed.cluster.content());
        List<String> effects = killed.cluster.effects;
        assertThat(effects).as(when).containsExactlyInAnyOrderElementsOf(undisturbed.cluster.effects);
        List<String> created =
                effects.stream().filter(effect -> effect.startsWith("Create")).toList();
        assertThat(created).as("no hook twice, " + when).doesNotHaveDuplicates();
        assertThat(codes(killed)).as(when).isEqualTo(codes(undisturbed));
    }

    private static List<String> codes(Shell shell) {
        return shell.run.results().stream()
                .map(result -> result.task().key() + " " + result.code())
                .toList();
    }
}
