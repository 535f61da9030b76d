package dev.fairway.reconciliation.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.reconciliation.DriftEnded.End;
import dev.fairway.reconciliation.DriftMemory;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.drift.DriftTracking.Departure;
import dev.fairway.reconciliation.drift.DriftTracking.LastRun;
import dev.fairway.reconciliation.drift.DriftTracking.Look;
import dev.fairway.reconciliation.drift.DriftTracking.Outcome;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DriftTrackingTest {

    private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");
    private static final ResourceKey OTHER = new ResourceKey("apps", "Deployment", "shop", "other");
    private static final Instant NOW = Instant.parse("2026-11-26T14:02:00Z");

    private final DriftMemory settled =
            track(DriftMemory.NONE, seen("A"), NOW.minusSeconds(60)).memory();

    @Test
    void aFieldThatDepartsWhileGitSaysTheSameIsDrift() {
        Outcome outcome = track(settled, seen("A", replicas("5")), NOW);

        assertThat(outcome.begun()).singleElement().satisfies(begun -> {
            assertThat(begun.departure().live()).isEqualTo("5");
            assertThat(begun.drift().beganAt()).isEqualTo(NOW);
        });
    }

    @Test
    void theSameLookTwiceBeginsNothingTwice() {
        DriftMemory once = track(settled, seen("A", replicas("5")), NOW).memory();

        Outcome again = track(once, seen("A", replicas("5")), NOW.plusSeconds(5));

        assertThat(again.begun()).isEmpty();
        assertThat(again.ended()).isEmpty();
        assertThat(again.memory()).isEqualTo(once);
    }

    @Test
    void whatANewCommitAsksForIsNoDrift() {
        assertThat(track(settled, seen("B", replicas("5")), NOW).begun()).isEmpty();
    }

    @Test
    void whatNobodyHasSeenInSyncIsNoDrift() {
        assertThat(track(DriftMemory.NONE, seen("A", replicas("5")), NOW).begun())
                .isEmpty();
    }

    @Test
    void anObjectThatWasInSyncATurnAgoDriftsEvenIfAnotherNeverIs() {
        Look look = new Look(
                "A",
                () -> "desired A",
                false,
                false,
                Set.of(WEB),
                Optional.empty(),
                List.of(replicas("5"), new Departure(OTHER, "spec.replicas", "1", "2")),
                key -> "as A says",
                drift -> false,
                key -> true);

        assertThat(track(DriftMemory.NONE, look, NOW).begun())
                .extracting(begun -> begun.departure().key())
                .containsExactly(WEB);
    }

    @Test
    void aRevisionThatSomebodySyncedToByHandIsNoDrift() {
        Look look = with(seen("A", replicas("5")), run(7, OperationState.Kind.SYNC, "desired of an old revision", NOW));

        assertThat(track(settled, look, NOW.plusSeconds(1)).begun()).isEmpty();
    }

    @Test
    void nothingBeginsOrEndsWhileAnOperationIsUnderWay() {
        Look look = seen("A", replicas("5"));
        Look busy = new Look(
                look.renderKey(),
                look.desiredHash(),
                true,
                false,
                Set.of(),
                Optional.empty(),
                look.departures(),
                look.desired(),
                look.hidden(),
                look.seen());

        assertThat(track(settled, busy, NOW)).isEqualTo(new Outcome(settled, List.of(), List.of()));
    }

    @Test
    void aSelfHealEndsItAndIsNamed() {
        DriftMemory drifted = track(settled, seen("A", replicas("5")), NOW).memory();
        Look healed = with(seen("A"), run(8, OperationState.Kind.SELF_HEAL, "desired A", NOW.plusSeconds(9)));

        assertThat(track(drifted, healed, NOW.plusSeconds(10)).ended())
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.end()).isEqualTo(End.HEALED);
                    assertThat(ended.operation()).contains(8L);
                    assertThat(ended.at()).isEqualTo(NOW.plusSeconds(9));
                });
    }

    @Test
    void aSyncOfAPersonEndsIt() {
        DriftMemory drifted = track(settled, seen("A", replicas("5")), NOW).memory();
        Look synced = with(seen("A"), run(8, OperationState.Kind.SYNC, "desired A", NOW.plusSeconds(9)));

        assertThat(track(drifted, synced, NOW.plusSeconds(10)).ended())
                .extracting(DriftTracking.Ended::end)
                .containsExactly(End.SYNCED);
    }

    @Test
    void anOperationFromBeforeDidNotEndIt() {
        DriftMemory drifted = track(settled, seen("A", replicas("5")), NOW).memory();
        Look undone = with(seen("A"), run(3, OperationState.Kind.SYNC, "desired A", NOW.minusSeconds(100)));

        assertThat(track(drifted, undone, NOW.plusSeconds(10)).ended())
                .extracting(DriftTracking.Ended::end)
                .containsExactly(End.UNDONE);
    }

    @Test
    void aCommitThatSaysTheSameAcceptsIt() {
        DriftMemory drifted = track(settled, seen("A", replicas("5")), NOW).memory();

        assertThat(track(drifted, seen("B"), NOW.plusSeconds(10)).ended())
                .extracting(DriftTracking.Ended::end)
                .containsExactly(End.ACCEPTED);
    }

    @Test
    void aRuleThatHidesItEndsIt() {
        DriftMemory drifted = track(settled, seen("A", replicas("5")), NOW).memory();
        Look look = seen("A");
        Look hidden = new Look(
                look.renderKey(),
                look.desiredHash(),
                false,
                true,
                Set.of(),
                Optional.empty(),
                List.of(),
                look.desired(),
                drift -> true,
                key -> true);

        assertThat(track(drifted, hidden, NOW.plusSeconds(10)).ended())
                .extracting(DriftTracking.Ended::end)
                .containsExactly(End.IGNORED);
    }

    @Test
    void anotherValueIsAnotherDrift() {
        DriftMemory drifted = track(settled, seen("A", replicas("5")), NOW).memory();

        Outcome outcome = track(drifted, seen("A", replicas("7")), NOW.plusSeconds(10));

        assertThat(outcome.ended()).extracting(DriftTracking.Ended::end).containsExactly(End.CHANGED);
        assertThat(outcome.begun())
                .extracting(begun -> begun.departure().live())
                .containsExactly("7");
        assertThat(outcome.memory().open()).hasSize(1);
    }

    @Test
    void aFieldThatFlapsIsRecordedSoManyTimesAnHour() {
        DriftMemory memory = settled;
        int begun = 0;
        for (int second = 0; second < 3 * 3600; second += 30) {
            Look look = second % 60 == 0 ? seen("A", replicas("5")) : seen("A");
            Outcome outcome = track(memory, look, NOW.plusSeconds(second));
            memory = outcome.memory();
            begun += outcome.begun().size();
            assertThat(memory.recent()).hasSizeLessThanOrEqualTo(DriftTracking.PER_HOUR + 1);
        }
        assertThat(begun).isBetween(2 * DriftTracking.PER_HOUR, 3 * DriftTracking.PER_HOUR + 1);
    }

    @Test
    void driftIsSeenAfterACommitThatWasInSyncWithoutAnOperation() {
        DriftMemory synced = track(settled, with(seen("A"), run(7, OperationState.Kind.SYNC, "desired A", NOW)), NOW)
                .memory();
        DriftMemory accepted = track(
                        synced, with(seen("B"), run(7, OperationState.Kind.SYNC, "desired A", NOW)), NOW.plusSeconds(1))
                .memory();

        Look look = with(seen("B", replicas("5")), run(7, OperationState.Kind.SYNC, "desired A", NOW));

        assertThat(track(accepted, look, NOW.plusSeconds(2)).begun()).hasSize(1);
    }

    @Test
    void aDryRunAfterARevisionThatSomebodySyncedToMakesNoDriftOfIt() {
        Look old = with(seen("A", replicas("5")), run(7, OperationState.Kind.SYNC, "desired of an old revision", NOW));
        DriftMemory memory = track(settled, old, NOW.plusSeconds(1)).memory();

        assertThat(track(memory, seen("A", replicas("5")), NOW.plusSeconds(2)).begun())
                .isEmpty();
    }

    @Test
    void whatWasRememberedBeforeOperationsWereIsStillRead() {
        DriftMemory old =
                new JsonMapper().readValue("{\"settledKey\": \"A\", \"settledHash\": \"h\"}", DriftMemory.class);

        assertThat(track(old, seen("A", replicas("5")), NOW).begun()).hasSize(1);
    }

    @Test
    void anObjectThatIsDeletedDidNotGoBack() {
        DriftMemory drifted = track(settled, seen("A", replicas("5")), NOW).memory();

        Outcome deleted = track(drifted, seen("A", new Departure(WEB, "", "there", "deleted")), NOW.plusSeconds(10));
        Outcome back = track(deleted.memory(), seen("A", replicas("4")), NOW.plusSeconds(20));

        assertThat(deleted.ended()).extracting(DriftTracking.Ended::end).containsExactly(End.CHANGED);
        assertThat(back.ended()).extracting(DriftTracking.Ended::end).containsExactly(End.CHANGED);
    }

    @Test
    void aClockThatWasAheadHoldsNothingBack() {
        DriftMemory memory = settled;
        for (int second = 0; second < 1800; second += 30) {
            Look look = second % 60 == 0 ? seen("A", replicas("5")) : seen("A");
            memory = track(memory, look, NOW.plusSeconds(86_400 + second)).memory();
        }

        assertThat(track(memory, seen("A", replicas("5")), NOW).begun()).hasSize(1);
    }

    @Test
    void manyFieldsThatFlapAreBoundedTogether() {
        Departure[] all = IntStream.range(0, 200)
                .mapToObj(i -> new Departure(WEB, "data.f" + i, "1", "2"))
                .toArray(Departure[]::new);
        DriftMemory memory = settled;
        int begun = 0;
        for (int second = 0; second < 3600; second += 30) {
            Outcome outcome = track(memory, second % 60 == 0 ? seen("A", all) : seen("A"), NOW.plusSeconds(second));
            memory = outcome.memory();
            begun += outcome.begun().size();
        }
        assertThat(begun).isLessThanOrEqualTo(DriftTracking.ALL_PER_HOUR);
        assertThat(memory.recent()).hasSizeLessThanOrEqualTo(DriftTracking.ALL_PER_HOUR);
    }

    @Test
    void whatIsNotSeenNeitherDriftsNorGoesBack() {
        DriftMemory drifting = track(settled, seen("A", replicas("5")), NOW).memory();
        Departure deleted = new Departure(OTHER, "", "there", "deleted");

        Outcome silent = track(drifting, unseen(seen("A", deleted)), NOW.plusSeconds(5));
        assertThat(silent.begun())
                .as("an object whose watch is silent is not deleted")
                .isEmpty();
        assertThat(silent.ended()).as("nor has the other gone back").isEmpty();
        assertThat(silent.memory().open()).isEqualTo(drifting.open());
        Outcome accepted = track(drifting, unseen(seen("B")), NOW.plusSeconds(6));
        assertThat(accepted.ended()).as("nor has a commit accepted it").isEmpty();

        Outcome again = track(silent.memory(), seen("A", deleted), NOW.plusSeconds(10));
        assertThat(again.begun())
                .extracting(begun -> begun.departure().key())
                .as("as soon as it is seen again")
                .containsExactly(OTHER);
        assertThat(again.ended()).extracting(DriftTracking.Ended::end).containsExactly(End.UNDONE);
    }

    private static Look unseen(Look look) {
        return new Look(
                look.renderKey(),
                look.desiredHash(),
                look.operating(),
                // Nobody can say so of what is not seen.
                false,
                look.inSyncBefore(),
                look.lastRun(),
                look.departures(),
                look.desired(),
                look.hidden(),
                key -> false);
    }

    private static Outcome track(DriftMemory memory, Look look, Instant now) {
        return DriftTracking.track("argocd/shop", memory, look, now);
    }

    private static Departure replicas(String live) {
        return new Departure(WEB, "spec.replicas", "3", live);
    }

    private static Look seen(String render, Departure... departures) {
        return new Look(
                render,
                () -> "desired " + render,
                false,
                departures.length == 0,
                Set.of(),
                Optional.empty(),
                List.of(departures),
                key -> "as " + render + " says",
                drift -> false,
                key -> true);
    }

    private static Look with(Look look, LastRun run) {
        return new Look(
                look.renderKey(),
                look.desiredHash(),
                look.operating(),
                look.allInSync(),
                look.inSyncBefore(),
                Optional.of(run),
                look.departures(),
                look.desired(),
                look.hidden(),
                look.seen());
    }

    private static LastRun run(long id, OperationState.Kind kind, String hash, Instant at) {
        return new LastRun(id, kind, hash, Set.of(WEB), at);
    }
}
