package dev.fairway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar in a folder of its own; it may be started and ended many times. */
final class Installed {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final int port;
    private Optional<Process> process = Optional.empty();

    Installed(Path folder) {
        this.folder = folder;
        this.port = freePort();
    }

    void start() {
        try {
            process = Optional.of(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-jar",
                            jar().toString(),
                            "--server.port=" + port)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("output.log").toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly().waitFor();
    }

    /** As {@code kill} does. */
    void terminate() {
        process.orElseThrow().destroy();
    }

    boolean endsWithin(long seconds) throws InterruptedException {
        return process.orElseThrow().waitFor(seconds, TimeUnit.SECONDS);
    }

    int exitCode() {
        return process.orElseThrow().exitValue();
    }

    String home(String file) {
        try {
            return Files.readString(folder.resolve(".fairway").resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Postgres that serves this installation's data, if one runs. */
    Optional<ProcessHandle> postgres() {
        Path pid = folder.resolve(".fairway/postgres/data/postmaster.pid");
        if (Files.notExists(pid)) {
            return Optional.empty();
        }
        long number = Long.parseLong(home("postgres/data/postmaster.pid")
                .lines()
                .findFirst()
                .orElseThrow()
                .strip());
        return ProcessHandle.of(number).filter(ProcessHandle::isAlive);
    }

    /** The text of a page that must be there. */
    String page(String path) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(request(path).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException | UncheckedIOException e) {
            throw new AssertionError("Nobody answers at " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What is sent without an end, line by line, from the first on. */
    Iterator<String> endless(String path) throws InterruptedException {
        try {
            Iterator<String> lines = HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .iterator();
            assertThat(lines.hasNext()).as(path).isTrue();
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + home("sandbox/token"));
    }

    /** "Synced Healthy", for example. */
    String state(String application) {
        JsonNode status = new JsonMapper()
                .readTree(page("/api/v1/applications/" + application))
                .path("status");
        return status.at("/sync/status").asString("") + " "
                + status.at("/health/status").asString("");
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("fairway-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Package the jar first: mvn package"))
                    .toAbsolutePath();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
