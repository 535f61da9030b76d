package dev.fairway.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A server that answers as a test tells it to, for the moments that a well-behaved one does not have: watches cut in the
 * middle, versions that are gone, kinds that are forbidden.
 */
final class StubApi implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, BlockingQueue<Answer>> scripts = new HashMap<>();

    StubApi(String... kinds) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        always("/version", new Answer(200, "{\"gitVersion\":\"v1.34.1\"}"));
        always("/api", new Answer(200, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}"));
        always("/apis", new Answer(200, "{\"kind\":\"APIGroupList\",\"groups\":[]}"));
        always("/api/v1", new Answer(200, resources(kinds)));
        server.start();
    }

    /** One request as it came in. */
    record Request(String method, String path, Map<String, String> query, Map<String, String> headers) {}

    /**
     * One answer.
     *
     * @param body the whole of it
     * @param headers beside it
     * @param open whether the connection stays open afterwards, as a watch's does
     */
    record Answer(int code, String body, Map<String, String> headers, boolean open) {
        Answer(int code, String body) {
            this(code, body, Map.of(), false);
        }

        static Answer list(long version, String... items) {
            return new Answer(
                    200,
                    "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"%d\"},\"items\":[%s]}"
                            .formatted(version, String.join(",", items)));
        }

        static Answer page(long version, String next, String... items) {
            return new Answer(
                    200,
                    "{\"metadata\":{\"resourceVersion\":\"%d\",\"continue\":\"%s\"},\"items\":[%s]}"
                            .formatted(version, next, String.join(",", items)));
        }

        /** A watch that stays open. */
        static Answer events(String... events) {
            return new Answer(200, String.join("\n", events) + "\n", Map.of(), true);
        }

        /** A watch that ends. */
        static Answer endingEvents(String... events) {
            return new Answer(200, String.join("\n", events) + "\n");
        }
    }

    static String object(String name, long version, String more) {
        return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"shop\",\"uid\":\"uid-%s\",\"resourceVersion\":\"%d\"%s}}"
                .formatted(name, name, version, more);
    }

    static String event(String type, String object) {
        return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object);
    }

    /** What a path answers when nothing else is scripted for it. */
    void always(String path, Answer answer) {
        BlockingQueue<Answer> forEver = new ArrayBlockingQueue<>(1);
        forEver.add(answer);
        scripts.put("* " + path, forEver);
    }

    /** The answers of {@code list /path} or {@code watch /path}, in order. */
    void script(String path, Answer... answers) {
        scripts.computeIfAbsent(path, key -> new ArrayBlockingQueue<>(100)).addAll(List.of(answers));
    }

    ClusterAccess address() {
        return ClusterAccess.of("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        String path = exchange.getRequestURI().getPath();
        String verb = query.containsKey("watch") ? "watch" : "list";
        requests.add(new Request(exchange.getRequestMethod(), verb + " " + path, query, headers));
        Answer answer = next(verb + " " + path, path);
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.code(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.body().getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (answer.open()) {
                Thread.sleep(60_000);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer next(String verbAndPath, String path) {
        BlockingQueue<Answer> script = scripts.get(verbAndPath);
        Answer scripted = script == null ? null : script.poll();
        if (scripted != null) {
            return scripted;
        }
        BlockingQueue<Answer> always = scripts.get("* " + path);
        if (always != null) {
            return always.element();
        }
        return verbAndPath.startsWith("watch") ? Answer.events() : Answer.list(1);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String resources(String... kinds) {
        List<String> resources = new ArrayList<>();
        for (String kind : kinds) {
            resources.add(
                    "{\"name\":\"%ss\",\"kind\":\"%s\",\"namespaced\":true,\"verbs\":[\"get\",\"list\",\"watch\"]}"
                            .formatted(kind.toLowerCase(java.util.Locale.ROOT), kind));
        }
        return "{\"kind\":\"APIResourceList\",\"groupVersion\":\"v1\",\"resources\":[%s]}"
                .formatted(String.join(",", resources));
    }

    @Override
    public void close() {
        server.stop(0);
        ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
    }
}
