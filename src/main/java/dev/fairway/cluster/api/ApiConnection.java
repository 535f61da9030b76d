package dev.fairway.cluster.api;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one connection to an API server. Calls block; run them on virtual threads.
 *
 * <p>Every call that is read whole takes one of 16 places; a server that says 429 is left alone for as long as it asks
 * (at most 30 s) and asked again, since it has not looked at the request. Nothing else is repeated here. Redirects are not
 * followed: the credential is for this server only. A call that is given up, by its thread or its deadline, ends its connection.
 */
public final class ApiConnection implements AutoCloseable {

    private static final int MOST_IN_FLIGHT = 16;
    private static final int THROTTLED_TRIES = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** More than etcd stores in one object, by far. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int BEGINNING = 256 * 1024;

    private final ClusterAccess address;
    private final ApiMeters meters;
    private final Pause pause;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final InFlightLimit limit = new InFlightLimit(MOST_IN_FLIGHT);

    public ApiConnection(ClusterAccess address, ApiMeters meters, Pause pause) {
        this.address = address;
        this.meters = meters;
        this.pause = pause;
        this.http = client(address, executor);
    }

    /** Sends and reads the whole answer, an empty tree if there is none. */
    public ObjectNode call(ApiRequest request, Target target) {
        byte[] answer = throttled(request, target, this::whole);
        if (answer.length == 0) {
            return Trees.object();
        }
        try {
            JsonNode tree = Trees.MAPPER.readTree(answer);
            if (tree instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notJson) {
            // Falls through: its message may quote the body.
        }
        throw new ClusterProblem(
                Reason.SERVER_ERROR,
                "%s: the server at %s answered with something that is not a Kubernetes object."
                        .formatted(target.subject(), address.host()),
                null);
    }

    /**
     * Sends and hands out the answer as it arrives. Takes a place among the requests in flight until the headers are there;
     * the caller bounds the time to read and closes.
     */
    public InputStream open(ApiRequest request, Target target) {
        return throttled(request, target, this::streamed);
    }

    /**
     * As {@link #open}, for an answer that may have nothing to say for minutes: takes no place among the requests in flight,
     * since some servers send the headers with the first event only.
     */
    public InputStream follow(ApiRequest request, Target target) {
        try {
            return answered(request, target, this::streamed);
        } catch (Throttled busy) {
            throw busy.problem;
        }
    }

    /** What a {@code Status} in a watch means. */
    public ClusterProblem failure(int code, JsonNode status, Target target) {
        return ApiFailures.of(code, status, target);
    }

    public String host() {
        return address.host();
    }

    private <T> T throttled(ApiRequest request, Target target, Way<T> way) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(request, target, way);
            } catch (Throttled busy) {
                if (attempt == THROTTLED_TRIES) {
                    throw busy.problem;
                }
                rest(busy.retryAfter);
            }
        }
    }

    private <T> T once(ApiRequest request, Target target, Way<T> way) throws Throttled {
        acquire();
        InFlightLimit.Outcome outcome = InFlightLimit.Outcome.FAILED;
        long startedAt = System.nanoTime();
        try {
            T body = answered(request, target, way);
            outcome = InFlightLimit.Outcome.ANSWERED;
            return body;
        } catch (Throttled busy) {
            outcome = InFlightLimit.Outcome.THROTTLED;
            throw busy;
        } catch (ClusterProblem problem) {
            outcome = switch (problem.reason()) {
                case TOO_MANY_REQUESTS -> InFlightLimit.Outcome.THROTTLED;
                case UNREACHABLE -> InFlightLimit.Outcome.FAILED;
                default -> InFlightLimit.Outcome.ANSWERED;
            };
            throw problem;
        } finally {
            limit.release(outcome, startedAt, System.nanoTime());
        }
    }

    /** One exchange, counted. What a good answer holds is handed out; any other becomes a problem. */
    private <T> T answered(ApiRequest request, Target target, Way<T> way) throws Throttled {
        int code = 0;
        try {
            Answer<T> answer = way.send(request);
            code = answer.head().statusCode();
            if (code >= 200 && code < 300) {
                return answer.body();
            }
            ClusterProblem problem = ApiFailures.of(code, answer.beginning().read(), target);
            if (code == 429) {
                throw new Throttled(problem, retryAfter(answer.head()));
            }
            throw problem;
        } catch (IOException e) {
            throw Unreachable.of(e, address.host());
        } finally {
            meters.request(target.verb(), code);
            if (request.isWrite() && code >= 200 && code < 300 && !target.verb().equals("dry-run")) {
                meters.write(target.verb());
            }
        }
    }

    /** The whole answer within the time of the request; that a connection says nothing more is seen here too. */
    private Answer<byte[]> whole(ApiRequest request) throws IOException {
        HttpResponse<byte[]> answer = await(
                request, ignored -> new WholeBody(MOST_BYTES), request.timeout().plusSeconds(1));
        byte[] body = answer.body();
        return new Answer<>(answer, body, () -> Arrays.copyOf(body, Math.min(body.length, BEGINNING)));
    }

    /** An answer whose body is read by whoever asked. */
    private Answer<InputStream> streamed(ApiRequest request) throws IOException {
        HttpResponse<InputStream> head = await(request, BodyHandlers.ofInputStream(), request.timeout());
        return new Answer<>(head, head.body(), () -> {
            try (Deadline deadline = Deadline.in(request.timeout());
                    InputStream body = head.body()) {
                deadline.closes(body);
                return body.readNBytes(BEGINNING);
            }
        });
    }

    private HttpRequest message(ApiRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address.server() + request.path()))
                .timeout(request.timeout())
                .header("Accept", request.accept())
                .header("User-Agent", "fairway");
        address.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token));
        request.body().ifPresent(body -> builder.header("Content-Type", body.type()));
        return builder.method(
                        request.method(),
                        request.body()
                                .map(body -> HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
                                .orElse(HttpRequest.BodyPublishers.noBody()))
                .build();
    }

    /** Cancelling ends the exchange itself: this is the client's own future, and none that was derived from it. */
    private <T> HttpResponse<T> await(ApiRequest request, BodyHandler<T> body, Duration time) throws IOException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(message(request), body);
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            answer.cancel(true);
            throw new IOException(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted();
        }
    }

    private void acquire() {
        try {
            limit.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void rest(Duration wanted) {
        try {
            pause.of(wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        try {
            return Duration.ofSeconds(response.headers()
                    .firstValue("Retry-After")
                    .map(header -> Math.max(0, Integer.parseInt(header.strip())))
                    .orElse(1));
        } catch (NumberFormatException aDate) {
            return Duration.ofSeconds(1);
        }
    }

    private ClusterProblem interrupted() {
        Thread.currentThread().interrupt();
        return new ClusterProblem(Reason.UNREACHABLE, "The call to " + address.host() + " was given up.", null);
    }

    private static HttpClient client(ClusterAccess address, Executor executor) {
        try {
            // HTTP/1.1: the Java client fails when the streams of its one HTTP/2 connection are used up, which some
            // hundred watches do.
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(10))
                    .executor(executor);
            if (address.server().startsWith("https:")) {
                SSLContext tls = SSLContext.getInstance("TLS");
                tls.init(TlsTrust.identity(address), TlsTrust.trust(address), null);
                builder.sslContext(tls);
            }
            return builder.build();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new ClusterProblem(
                    Reason.UNREACHABLE,
                    "The certificate data stored for the cluster at %s cannot be read.".formatted(address.host()),
                    null);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }

    /** How an answer is read. */
    private interface Way<T> {

        /** @throws IOException if none came, or not in time */
        Answer<T> send(ApiRequest request) throws IOException;
    }

    /** @param beginning of the body, as much as a problem may say */
    private record Answer<T>(HttpResponse<?> head, T body, Beginning beginning) {}

    private interface Beginning {
        byte[] read() throws IOException;
    }

    private static final class Throttled extends Exception {
        private final transient ClusterProblem problem;
        private final Duration retryAfter;

        Throttled(ClusterProblem problem, Duration retryAfter) {
            super(null, null, false, false);
            this.problem = problem;
            this.retryAfter = retryAfter;
        }
    }
}
