package dev.fairway.notifications;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server on this machine that keeps what it is sent and answers as it is told, 200 otherwise. */
public final class Listener implements AutoCloseable {

    /** @param headers by name in lower case */
    public record Heard(String method, String path, Map<String, String> headers, String body) {

        public JsonNode json() {
            return new JsonMapper().readTree(body);
        }
    }

    private record Answer(int status, String body, Map<String, String> headers) {}

    /** Whoever asks waits until it is opened. */
    private static final class Gate {

        private boolean open = true;

        synchronized void await() {
            while (!open) {
                try {
                    wait();
                } catch (InterruptedException ending) {
                    return;
                }
            }
        }

        synchronized void set(boolean wanted) {
            open = wanted;
            notifyAll();
        }
    }

    private final Gate held = new Gate();
    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Answer> answers = new ConcurrentLinkedDeque<>();

    public Listener() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
            held.await();
            Answer next = answers.isEmpty() ? new Answer(200, "ok", Map.of()) : answers.poll();
            next.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = next.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public Listener answers(int status, String body) {
        answers.add(new Answer(status, body, Map.of()));
        return this;
    }

    public Listener answers(int status, String body, String header, String value) {
        answers.add(new Answer(status, body, Map.of(header, value)));
        return this;
    }

    /** Takes what is sent and does not answer before {@link #answersNow}. */
    public Listener holds() {
        held.set(false);
        return this;
    }

    public void answersNow() {
        held.set(true);
    }

    public List<Heard> heard() {
        return heard;
    }

    @Override
    public void close() {
        held.set(true);
        server.stop(0);
    }
}
