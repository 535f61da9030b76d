package dev.fairway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.cluster.api.ApiRequest;
import dev.fairway.cluster.api.Pause;
import dev.fairway.cluster.api.Target;
import dev.fairway.resource.ResourceKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request to an API server that never ends its answer: whoever gives it up leaves no connection behind. */
class GivenUpCallTest {

    private static final Target TARGET = Target.of("get", new ResourceKey("apps", "Deployment", "shop", "web"));

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private ServerSocket listener;
    private TestCluster cluster;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        cluster =
                new TestCluster(ClusterAccess.of("http://127.0.0.1:" + listener.getLocalPort()), Pause.REAL, List.of());
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
        listener.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"})
    void aCallWhoseThreadIsInterruptedEndsTheExchange(String beginning) throws Exception {
        answers(beginning);
        CompletableFuture<ClusterProblem> told = new CompletableFuture<>();
        Thread caller = Thread.startVirtualThread(() -> {
            told.complete(problem(ApiRequest.get("/thing").within(Duration.ofHours(1))));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        asked.get(20, TimeUnit.SECONDS);

        caller.interrupt();

        assertThat(told.get(20, TimeUnit.SECONDS).text()).contains("127.0.0.1").contains("was given up");
        assertThat(ended.get(20, TimeUnit.SECONDS))
                .as("the server reads the end of the connection")
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"})
    void aCallThatIsNotAnsweredInTimeEndsTheExchange(String beginning) throws Exception {
        answers(beginning);

        ClusterProblem problem = problem(ApiRequest.get("/thing").within(Duration.ofMillis(100)));

        assertThat(problem.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(problem.text()).contains("did not answer in time");
        assertThat(ended.get(20, TimeUnit.SECONDS))
                .as("the server reads the end of the connection")
                .isEqualTo(-1);
    }

    @Test
    void aStreamThatIsGivenUpBeforeItBeginsEndsTheExchange() throws Exception {
        answers("");
        Thread caller = Thread.startVirtualThread(
                () -> catchThrowable(() -> cluster.connection.follow(ApiRequest.get("/watch"), TARGET)));
        asked.get(20, TimeUnit.SECONDS);

        caller.interrupt();

        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEnd() throws Exception {
        answers("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n" + "x".repeat(33 * 1024 * 1024));

        assertThat(problem(ApiRequest.get("/thing").within(Duration.ofHours(1))).reason())
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    /** Says so much and no more, and waits for the client to hang up. */
    private void answers(String beginning) {
        Thread.startVirtualThread(() -> {
            try (Socket client = listener.accept()) {
                client.getInputStream().read(new byte[16 * 1024]);
                client.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                asked.complete(null);
                ended.complete(client.getInputStream().read());
            } catch (IOException reset) {
                ended.complete(-1);
            }
        });
    }

    private ClusterProblem problem(ApiRequest request) {
        return catchThrowableOfType(ClusterProblem.class, () -> cluster.connection.call(request, TARGET));
    }
}
