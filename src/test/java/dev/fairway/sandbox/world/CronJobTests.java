package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CronJobTests {

    private final TestWorld world = new TestWorld();

    private TestWorld apply(String spec, String behaviour) {
        return world.apply("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: tidy}
                spec:
                %s
                  jobTemplate:
                    spec:
                      backoffLimit: 0
                      template:
                        metadata: {annotations: {sandbox.fairway.dev/behaviour: "%s"}}
                        spec:
                          restartPolicy: Never
                          containers: [{name: tidy, image: "example/tidy:1"}]
                """.formatted(spec.indent(2).stripTrailing(), behaviour));
    }

    private Manifest cron() {
        return world.get(Kinds.CRON_JOB, "tidy");
    }

    @Test
    void aJobIsMadeWhenItsTimeHasCome() {
        apply("schedule: \"*/10 * * * *\"", "");
        world.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(world.all(Kinds.JOB)).isEmpty();
        world.seconds(1);
        assertThat(world.all(Kinds.JOB)).hasSize(1);
        assertThat(cron().text("/status/lastScheduleTime")).isEqualTo("2026-03-02T08:10:00Z");
        assertThat(cron().at("/status/active").size()).isEqualTo(1);
        world.seconds(10);
        assertThat(cron().text("/status/lastSuccessfulTime")).isEqualTo("2026-03-02T08:10:03Z");
        assertThat(world.reasons("tidy")).containsExactly("SuccessfulCreate", "SawCompletedJob");
    }

    @Test
    void onlyTheLastFewJobsAreKept() {
        apply("schedule: \"* * * * *\"\nsuccessfulJobsHistoryLimit: 2", "");
        world.advance(Duration.ofMinutes(10).plusSeconds(30));
        assertThat(world.all(Kinds.JOB)).hasSize(2);
    }

    @Test
    void aSuspendedScheduleMakesNothing() {
        apply("schedule: \"* * * * *\"\nsuspend: true", "").advance(Duration.ofMinutes(5));
        assertThat(world.all(Kinds.JOB)).isEmpty();
    }

    @Test
    void forbidLeavesARunningJobAlone() {
        apply("schedule: \"* * * * *\"\nconcurrencyPolicy: Forbid", "completes:150")
                .advance(Duration.ofSeconds(170));
        assertThat(world.all(Kinds.JOB)).hasSize(1);
    }

    @Test
    void replaceEndsARunningJob() {
        apply("schedule: \"* * * * *\"\nconcurrencyPolicy: Replace", "completes:150")
                .advance(Duration.ofSeconds(170));
        assertThat(world.all(Kinds.JOB)).singleElement().satisfies(job -> assertThat(job.name())
                .isEqualTo("tidy-" + Instant.parse("2026-03-02T08:02:00Z").getEpochSecond() / 60));
    }

    @Test
    void theScheduleIsReadInItsTimeZone() {
        apply("schedule: \"30 10 * * *\"\ntimeZone: Europe/Helsinki", "").advance(Duration.ofMinutes(31));
        assertThat(world.all(Kinds.JOB)).as("10:30 there is 08:30 UTC").hasSize(1);
    }

    @Test
    void aScheduleThatCannotBeReadIsTold() {
        apply("schedule: \"every day\"", "");
        assertThat(world.messages("tidy")).containsExactly("unparseable schedule: \"every day\"");
    }
}
