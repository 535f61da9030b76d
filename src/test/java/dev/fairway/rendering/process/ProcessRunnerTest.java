package dev.fairway.rendering.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerTest {

    private static final Fences FENCES = Fences.probe();
    private static final ProcessLimits LIMITS =
            new ProcessLimits(Duration.ofSeconds(10), Duration.ofMillis(500), 1_000_000, 1_000, 128L * 1024 * 1024, 1);

    @TempDir
    private Path workspace;

    @Test
    void aChildSeesNothingOfOurEnvironment() {
        String variables = run(LIMITS, "/usr/bin/env");

        assertThat(variables.lines().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrder(
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "HELM_CACHE_HOME",
                        "HELM_CONFIG_HOME",
                        "HELM_DATA_HOME",
                        "HELM_PLUGINS",
                        "GOGC",
                        "GOMAXPROCS",
                        "GOMEMLIMIT",
                        "KUBECONFIG",
                        "LANG");
        assertThat(variables).contains("PATH=/nonexistent\n", "HOME=" + workspace);
    }

    @Test
    void aChildReadsNothingAndFindsNoProgram() {
        assertThat(run(LIMITS, "/bin/cat")).isEmpty();
        assertThatThrownBy(() -> shell(LIMITS, "git --version")).hasMessageContaining("git: not found");
    }

    @Test
    void aChildHasNoNetwork() {
        assumeThat(FENCES.isolatesNetwork()).isTrue();

        assertThat(run(LIMITS, "/bin/cat", "/proc/net/dev").lines().filter(line -> line.contains(":")))
                .singleElement()
                .asString()
                .contains("lo:");
    }

    @Test
    void aChildHasResourceLimits() {
        assumeThat(FENCES.limits()).isNotEmpty();

        assertThat(run(LIMITS, "/bin/cat", "/proc/self/limits"))
                .containsPattern("Max open files +256 ")
                .containsPattern("Max file size +209715200 ")
                .containsPattern("Max core file size +0 ");
    }

    @Test
    void aChildThatTakesTooLongIsEndedWithItsChildrenEvenIfItDoesNotListen() throws Exception {
        ProcessLimits hasty = new ProcessLimits(
                Duration.ofMillis(700), Duration.ofMillis(200), 1_000_000, 1_000, LIMITS.residentBytes(), 1);
        Path pids = workspace.resolve("pids");

        assertThatThrownBy(() -> shell(
                        hasty,
                        "trap '' TERM; /bin/sleep 300 & echo $! > " + pids + "; echo $$ >> " + pids
                                + "; while true; do /bin/sleep 1; done"))
                .hasMessageContaining("RenderTimedOut");

        assertThat(Files.readAllLines(pids)).hasSize(2).allSatisfy(pid -> {
            var handle = ProcessHandle.of(Long.parseLong(pid));
            if (handle.isPresent()) {
                handle.get().onExit().get(5, TimeUnit.SECONDS);
            }
        });
    }

    @Test
    void aChildThatWritesTooMuchIsEnded() {
        assertThatThrownBy(() -> shell(LIMITS, "while true; do echo 0123456789012345678901234567890123456789; done"))
                .hasMessageContaining("RenderTooLarge");
    }

    @Test
    void aChildThatGrowsIsEnded() {
        assumeThat(FENCES.memoryWatch()).isTrue();

        assertThatThrownBy(() -> shell(LIMITS, "x=0123456789abcdef; while true; do x=$x$x; done"))
                .hasMessageContaining("RenderTooLarge")
                .hasMessageContaining("128 MiB");
    }

    @Test
    void theEndOfWhatAFailedChildSaidIsKeptAndCleaned() {
        assertThatThrownBy(() -> shell(
                        LIMITS,
                        "i=0; while [ $i -lt 500 ]; do echo early >&2; i=$((i+1)); done;"
                                + " printf 'cannot read " + workspace
                                + "/tree/a.yaml at https://u:pw@example.org/x?token=1 \\033[31mred\\n' >&2; exit 3"))
                .hasMessageContaining("cannot read tree/a.yaml at https://example.org/x red")
                .message()
                .hasSizeLessThan(1_200);
    }

    private String shell(ProcessLimits limits, String script) {
        return run(limits, "/bin/sh", "-c", script);
    }

    private String run(ProcessLimits limits, String binary, String... arguments) {
        Command command = new Command("the tool", Path.of(binary), List.of(arguments), workspace);
        return new String(new ProcessRunner(limits, FENCES, true).run(command), StandardCharsets.UTF_8);
    }

    @Test
    void aChildThatWaitsReadsWhatItIsGivenAndIsFencedLikeAnyOther() {
        Path pipe = workspace.resolve("entry/pipe");
        ProcessRunner runner = new ProcessRunner(LIMITS, FENCES, true);

        try (Waiting waiting = runner.ahead(
                        new Command(
                                "cat", Path.of("/bin/cat"), List.of(pipe.toString(), "/proc/self/limits"), workspace),
                        pipe)
                .orElseThrow()) {
            await().until(waiting::isThere);
            byte[] output = runner.resume(waiting, "what it waited for\n".getBytes(StandardCharsets.UTF_8));

            assertThat(new String(output, StandardCharsets.UTF_8))
                    .startsWith("what it waited for\n")
                    .containsPattern("Max open files +256 ");
        }
    }

    @Test
    void aChildThatWaitsForAServerThatIsNoMoreEndsWhenItsFolderIsSwept() throws Exception {
        Path folder = Files.createDirectory(workspace.resolve("render-left"));
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
        Process left = new ProcessBuilder("/bin/cat", pipe.toString()).start();

        Workspace.sweep(workspace);

        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
    }
}
