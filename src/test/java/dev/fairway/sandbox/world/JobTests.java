package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import org.junit.jupiter.api.Test;

class JobTests {

    private final TestWorld world = new TestWorld();

    private Manifest job() {
        return world.get(Kinds.JOB, "work");
    }

    private boolean is(String condition) {
        return Conditions.of(job().at("/status")).isTrue(condition);
    }

    private String failure() {
        return Conditions.of(job().at("/status")).reason("Failed");
    }

    @Test
    void aJobRunsItsPodAndIsComplete() {
        world.apply(Yamls.job("work", "backoffLimit: 1", ""));
        assertThat(job().at("/status/active").asInt()).isEqualTo(1);
        assertThat(is("Complete")).isFalse();
        world.seconds(4);
        assertThat(is("Complete")).isTrue();
        assertThat(job().at("/status/succeeded").asInt()).isEqualTo(1);
        assertThat(job().at("/status").has("active")).isFalse();
        assertThat(job().text("/status/completionTime")).isEqualTo("2026-03-02T08:00:03Z");
        assertThat(world.pods("work")).hasSize(1).allMatch(pod -> pod.text("/status/phase")
                .equals("Succeeded"));
        assertThat(world.reasons("work")).containsExactly("SuccessfulCreate", "Completed");
    }

    @Test
    void aFailingJobTriesAgainAfterAWaitAndThenGivesUp() {
        world.apply(Yamls.job("work", "backoffLimit: 1", "fails")).seconds(5);
        assertThat(job().at("/status/failed").asInt()).isEqualTo(1);
        assertThat(world.pods("work")).as("waits 10 s before the next pod").hasSize(1);
        world.seconds(9);
        assertThat(world.pods("work")).hasSize(2);
        world.seconds(10);
        assertThat(failure()).isEqualTo("BackoffLimitExceeded");
        assertThat(world.messages("work")).contains("Job has reached the specified backoff limit");
    }

    @Test
    void aJobThatTakesTooLongIsStopped() {
        world.apply(Yamls.job("work", "activeDeadlineSeconds: 5", "completes:60"))
                .seconds(4);
        assertThat(failure()).isEmpty();
        world.seconds(2);
        assertThat(failure()).isEqualTo("DeadlineExceeded");
        world.seconds(5);
        assertThat(world.pods("work")).isEmpty();
    }

    @Test
    void completionsAreReachedAFewAtATime() {
        world.apply(Yamls.job("work", "completions: 4\nparallelism: 2", ""));
        assertThat(world.pods("work")).hasSize(2);
        world.seconds(10);
        assertThat(job().at("/status/succeeded").asInt()).isEqualTo(4);
        assertThat(is("Complete")).isTrue();
    }

    @Test
    void anIndexedJobRunsEachIndexOnce() {
        world.apply(Yamls.job("work", "completions: 3\nparallelism: 3\ncompletionMode: Indexed", ""))
                .seconds(5);
        assertThat(world.pods("work").stream().map(JobController::index)).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(job().text("/status/completedIndexes")).isEqualTo("0-2");
        assertThat(is("Complete")).isTrue();
    }

    @Test
    void aSuspendedJobWaitsUntilItIsResumed() {
        world.apply(Yamls.job("work", "suspend: true", "")).seconds(30);
        assertThat(world.pods("work")).isEmpty();
        assertThat(is("Suspended")).isTrue();
        world.change(Kinds.JOB, "work", tree -> tree.withObject("/spec").put("suspend", false))
                .seconds(5);
        assertThat(is("Suspended")).isFalse();
        assertThat(is("Complete")).isTrue();
    }

    @Test
    void aFinishedJobGoesWhenItsTimeIsOver() {
        world.apply(Yamls.job("work", "ttlSecondsAfterFinished: 30", "")).seconds(20);
        assertThat(is("Complete")).isTrue();
        world.seconds(20);
        assertThat(world.find(Kinds.JOB, "work")).isEmpty();
        assertThat(world.pods("work")).isEmpty();
    }

    @Test
    void restartsInsideAPodCountAsFailures() {
        world.apply(Yamls.job("work", "backoffLimit: 1", "fails")
                        .replace("restartPolicy: Never", "restartPolicy: OnFailure"))
                .seconds(60);
        assertThat(failure()).isEqualTo("BackoffLimitExceeded");
    }
}
