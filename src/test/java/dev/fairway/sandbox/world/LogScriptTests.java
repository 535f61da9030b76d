package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogScriptTests {

    private final TestWorld world = new TestWorld();

    private Manifest pod() {
        return world.get(Kinds.POD, "web");
    }

    private List<String> latest() {
        return texts(LogScript.upTo(ContainerRun.latest(pod(), "api").orElseThrow(), world.now()));
    }

    private static List<String> texts(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).toList();
    }

    @Test
    void aCrashTellsItsCauseInTheLastLines() {
        world.apply(Yamls.pod("web", "fails-without-env:DB_URL", "env: [{name: DATABASE_URL, value: x}]"))
                .seconds(2);
        assertThat(latest())
                .startsWith(
                        "INFO  starting api from example/api:1",
                        "INFO  configuration read: 1 entries in the environment",
                        "ERROR cannot start: DB_URL is not set");
    }

    @Test
    void whileItWaitsForTheNextStartTheLastRunCanBeRead() {
        world.apply(Yamls.pod("web", "crash-loop", "")).seconds(10);
        assertThat(pod().text("/status/containerStatuses/0/state/waiting/reason"))
                .isEqualTo("CrashLoopBackOff");
        assertThat(latest()).anyMatch(line -> line.startsWith("ERROR stopped by an unexpected error"));
    }

    @Test
    void aRestartedContainerHasALogOfItsRunBefore() {
        world.apply(Yamls.pod("web", "oom", "")).seconds(9);
        ContainerRun previous = ContainerRun.previous(pod(), "api").orElseThrow();
        ContainerRun now = ContainerRun.latest(pod(), "api").orElseThrow();
        assertThat(now.startedAt()).isAfter(previous.startedAt());
        assertThat(texts(LogScript.upTo(previous, world.now())))
                .last()
                .asString()
                .contains("97 % of the limit");
    }

    @Test
    void theSameStretchIsTheSameWheneverItIsRead() {
        world.apply(Yamls.pod("web", "healthy", "ports: [{containerPort: 8080}]"))
                .seconds(120);
        Instant then = world.now();
        ContainerRun run = ContainerRun.latest(pod(), "api").orElseThrow();
        List<LogLine> early = LogScript.upTo(run, then);
        List<LogLine> late = LogScript.upTo(run, then.plus(Duration.ofHours(1)));
        assertThat(early).hasSizeGreaterThan(20);
        assertThat(late.subList(0, early.size())).isEqualTo(early);
        assertThat(late).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(texts(early)).contains("INFO  listening on :8080");
    }

    @Test
    void aLogThatIsWrittenFastGrowsAtItsEndAlone() {
        world.apply(Yamls.pod("web", "chatty:500", "")).seconds(3);
        ContainerRun run = ContainerRun.latest(pod(), "api").orElseThrow();
        List<LogLine> early = LogScript.upTo(run, run.startedAt().plusMillis(400));
        List<LogLine> late = LogScript.upTo(run, run.startedAt().plusSeconds(2));
        assertThat(early).hasSizeGreaterThan(200);
        assertThat(late.subList(0, early.size())).isEqualTo(early);
    }

    @Test
    void aLogOfManyDaysIsNotLongerThanANodeKeepsIt() {
        world.apply(Yamls.pod("web", "healthy", "")).seconds(10);
        ContainerRun run = ContainerRun.latest(pod(), "api").orElseThrow();
        Instant later = world.now().plus(Duration.ofDays(90));
        List<LogLine> lines = LogScript.upTo(run, later);
        assertThat(lines).hasSize(LogScript.MOST);
        assertThat(lines.getLast().at()).isAfter(later.minusSeconds(10));
    }

    @Test
    void aFinishedJobsLastWordIsThatItIsDone() {
        world.apply(Yamls.job("work", "backoffLimit: 0", "")).seconds(5);
        ContainerRun run =
                ContainerRun.latest(world.pods("work").getFirst(), "work").orElseThrow();
        assertThat(texts(LogScript.upTo(run, world.now()))).last().isEqualTo("INFO  done, nothing left to do");
    }
}
