package dev.fairway.sync;

import static dev.fairway.sync.Given.START;
import static dev.fairway.sync.Given.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Problem;
import dev.fairway.sync.Automation.Attempt;
import dev.fairway.sync.Automation.Compared;
import dev.fairway.sync.spec.SyncOptions;
import dev.fairway.sync.spec.SyncPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutomationTest {

    private static final Compared SAME = new Compared(key("ConfigMap same"), false, false);
    private static final Compared CHANGED = new Compared(key("ConfigMap changed"), true, false);
    private static final Compared TWIN = new Compared(key("ConfigMap other/changed"), false, false);
    private static final Compared EXTRA = new Compared(key("ConfigMap extra"), true, true);

    private final Optional<Attempt> succeeded = Optional.of(new Attempt("abc", OperationPhase.SUCCEEDED, START, 0));
    private final Optional<Attempt> failed = Optional.of(new Attempt("abc", OperationPhase.FAILED, START, 0));

    @Test
    void aNewRevisionThatDiffersIsSyncedOnce() {
        assertThat(decide(policy("prune"), Optional.empty(), SAME, CHANGED))
                .isInstanceOfSatisfying(AutomationDecision.Sync.class, sync -> {
                    assertThat(sync.request().prune()).isTrue();
                    assertThat(sync.request().isPartial()).isFalse();
                    assertThat(sync.request().origin()).isEqualTo(SyncRequest.Origin.AUTOMATED);
                });
        assertThat(decide(policy(), Optional.empty(), SAME)).isInstanceOf(AutomationDecision.Nothing.class);
    }

    @Test
    void aRevisionThatFailedIsNeverTriedAgainByItselfAndAPersonIsTold() {
        assertThat(condition(decide(policy("selfHeal"), failed, CHANGED))).contains("SyncError");
    }

    @Test
    void anotherRevisionOrSourceIsANewAttempt() {
        Optional<Attempt> older = Optional.of(new Attempt("older", OperationPhase.FAILED, START, 0));
        assertThat(decide(policy(), older, CHANGED)).isInstanceOf(AutomationDecision.Sync.class);
    }

    @Test
    void ifOnlyPrunesAreLeftAndPruneIsOffNothingIsDone() {
        assertThat(decide(policy(), Optional.empty(), SAME, EXTRA)).isInstanceOf(AutomationDecision.Nothing.class);
        assertThat(decide(policy("prune"), Optional.empty(), SAME, EXTRA)).isInstanceOf(AutomationDecision.Sync.class);
    }

    @Test
    void everythingIsPrunedOnlyIfAllowEmptySaysSo() {
        assertThat(condition(decide(policy("prune"), Optional.empty(), EXTRA))).contains("WouldDeleteEverything");
        assertThat(decide(policy("prune", "allowEmpty"), Optional.empty(), EXTRA))
                .isInstanceOf(AutomationDecision.Sync.class);
    }

    @Test
    void withoutSelfHealADriftIsLeftAlone() {
        assertThat(decide(policy(), succeeded, CHANGED)).isInstanceOf(AutomationDecision.Nothing.class);
    }

    @Test
    void selfHealTakesOnlyWhatDiffersNotItsTwinInAnotherNamespaceFiveSecondsAfterTheLastOperation() {
        assertThat(decide(policy("selfHeal"), succeeded, SAME, CHANGED, TWIN, EXTRA))
                .isInstanceOfSatisfying(AutomationDecision.SelfHeal.class, heal -> {
                    assertThat(heal.request().selection()).containsExactly(CHANGED.key());
                    assertThat(heal.request().origin()).isEqualTo(SyncRequest.Origin.SELF_HEAL);
                    assertThat(heal.notBefore()).isEqualTo(START.plusSeconds(5));
                    assertThat(heal.attempt()).isEqualTo(1);
                });
    }

    @Test
    void selfHealOfAnObjectThatKeepsComingBackWaitsLongerAndBeginsAnewAfterAQuietTime() {
        assertThat(healAfter(1, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(15));
        assertThat(healAfter(3, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(135));
        assertThat(healAfter(400, Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(5));
        assertThat(healAfter(400, Duration.ofMinutes(11))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void nothingHappensWhileBusyUnknownSwitchedOffOrManual() {
        assertThat(Automation.decide(facts(policy(), Optional.empty(), Optional.of(List.of(CHANGED)), true), START))
                .isInstanceOf(AutomationDecision.Nothing.class);
        assertThat(Automation.decide(facts(policy(), Optional.empty(), Optional.empty(), false), START))
                .isInstanceOf(AutomationDecision.Nothing.class);
        assertThat(decide(policy("disabled"), Optional.empty(), CHANGED))
                .isInstanceOf(AutomationDecision.Nothing.class);
        assertThat(decide(SyncPolicy.MANUAL, Optional.empty(), CHANGED)).isInstanceOf(AutomationDecision.Nothing.class);
    }

    private static Duration healAfter(int selfHeals, Duration since) {
        Attempt last = new Attempt("abc", OperationPhase.SUCCEEDED, START.minus(since), selfHeals);
        AutomationDecision.SelfHeal heal =
                (AutomationDecision.SelfHeal) decide(policy("selfHeal"), Optional.of(last), CHANGED);
        return Duration.between(last.finishedAt(), heal.notBefore());
    }

    private static Optional<String> condition(AutomationDecision decision) {
        return ((AutomationDecision.Nothing) decision).condition().map(Problem::code);
    }

    private static AutomationDecision decide(SyncPolicy policy, Optional<Attempt> last, Compared... compared) {
        return Automation.decide(facts(policy, last, Optional.of(List.of(compared)), false), START);
    }

    private static Automation.Facts facts(
            SyncPolicy policy, Optional<Attempt> last, Optional<List<Compared>> compared, boolean busy) {
        return new Automation.Facts(policy, "abc", List.of("abc"), compared, busy, last);
    }

    private static SyncPolicy policy(String... flags) {
        List<String> set = List.of(flags);
        return new SyncPolicy(
                Optional.of(new SyncPolicy.Automated(
                        !set.contains("disabled"),
                        set.contains("prune"),
                        set.contains("selfHeal"),
                        set.contains("allowEmpty"))),
                SyncOptions.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
