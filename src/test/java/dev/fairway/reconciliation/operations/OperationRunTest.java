package dev.fairway.reconciliation.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.reconciliation.OperationState;
import dev.fairway.sync.OperationPhase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OperationRunTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Also what an earlier version saved: an operation under way goes on after an upgrade. */
    private static final String SAVED = """
            {"id": 7, "application": {"namespace": "argocd", "name": "shop"}, "kind": "SYNC",
             "actor": {"kind": "PERSON", "name": "mara"}, "reason": "the sale begins",
             "command": {"revisions": ["main"], "prune": true, "dryRun": false, "applyOnly": false, "force": false,
                 "resources": [], "options": [], "retryLimit": 2, "reason": ""},
             "attempted": "abc", "revisions": ["0123"], "renderedHash": "def", "renderKey": "ghi", "attempt": 2,
             "retry": {"limit": 2, "duration": 5, "factor": 2.0, "maxDuration": 180, "refresh": false},
             "run": null, "retryAt": "2026-03-03T14:05:10Z", "startedAt": "2026-03-03T14:00:00Z",
             "attemptStartedAt": "2026-03-03T14:05:00Z", "phase": "RUNNING", "message": "One more", "finishedAt": null,
             "terminating": false, "results": []}""";

    @Test
    void whatIsSavedIsOneObjectAndReadBackAsItWas() {
        OperationRun run = JSON.readValue(SAVED, OperationRun.class);
        OperationState state = run.state(OperationState.Rollout.NONE, "");
        assertThat(state.id()).isEqualTo(7);
        assertThat(state.attempt()).isEqualTo(2);
        assertThat(state.reason()).isEqualTo("the sale begins");
        assertThat(state.startedAt()).isEqualTo(Instant.parse("2026-03-03T14:00:00Z"));
        assertThat(state.nextAttemptAt()).contains(Instant.parse("2026-03-03T14:05:10Z"));
        assertThat(run.current().startedAt()).isEqualTo(Instant.parse("2026-03-03T14:05:00Z"));
        assertThat(run.command().prune()).isTrue();

        String written = JSON.writeValueAsString(run);
        assertThat(JSON.readTree(written).propertyNames())
                .contains("id", "attempt", "attemptStartedAt", "results", "terminating")
                .doesNotContain("request", "current");
        assertThat(JSON.readValue(written, OperationRun.class)).isEqualTo(run);
    }

    @Test
    void anAttemptThatFailedIsFollowedByTheNextOneOfTheSameRequest() {
        OperationRun run = JSON.readValue(SAVED, OperationRun.class);
        Instant then = Instant.parse("2026-03-03T14:06:00Z");
        OperationRun next = run.retrying(then, "Refused");
        assertThat(next.attempt()).isEqualTo(3);
        assertThat(next.current().retryAt()).contains(then);
        assertThat(next.revisions()).isEqualTo(run.revisions());
        assertThat(next.request()).isEqualTo(run.request());

        OperationRun over = next.over(OperationPhase.FAILED, "Refused again", then);
        assertThat(over.isOver()).isTrue();
        assertThat(over.attempt()).isEqualTo(3);
        assertThat(over.current().retryAt()).isEmpty();
    }
}
