package dev.fairway.source.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web server on loopback that answers paths with bytes and remembers who asked with which credential. */
public final class WebHost implements AutoCloseable {

    /** What a path does. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public WebHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + (given == null ? "-" : given));
            try (exchange) {
                answers.getOrDefault(exchange.getRequestURI().getPath(), each -> each.sendResponseHeaders(404, -1))
                        .to(exchange);
            } catch (IOException hungUp) {
                // The client went away, which some tests want.
            }
        });
        server.start();
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public void on(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** What a path does now. */
    public Answer answer(String path) {
        return answers.get(path);
    }

    public void on(String path, String text) {
        on(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void on(String path, byte[] bytes) {
        on(path, exchange -> send(exchange, 200, bytes));
    }

    public void redirect(String path, String to) {
        on(path, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    public static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Method, path and {@code Authorization} of each request. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
