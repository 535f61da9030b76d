package dev.fairway.sandbox.api;

import dev.fairway.sandbox.api.http.HttpServer;
import dev.fairway.sandbox.api.http.Identity;
import dev.fairway.sandbox.api.lifecycle.Collector;
import dev.fairway.sandbox.api.lifecycle.Definitions;
import dev.fairway.sandbox.api.lifecycle.Gatekeeper;
import dev.fairway.sandbox.api.lifecycle.LocalStore;
import dev.fairway.sandbox.api.lifecycle.Objects;
import dev.fairway.sandbox.api.schema.BuiltinSchema;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.storage.ObjectJson;
import dev.fairway.sandbox.api.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Kubernetes API server in this process, on the loopback interface, with its state in a folder. It survives a restart
 * and a kill; two processes cannot share a folder.
 */
public final class SandboxApi implements AutoCloseable {

    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Settings settings;
    private final Catalog catalog = new Catalog(BuiltinSchema.load());
    private final Gatekeeper gate = new Gatekeeper();
    private final Identity identity;
    private final Storage storage;
    private final Objects objects;
    private final Collector collector;
    private final Definitions definitions;
    private volatile PodLogs logs = (request, out) -> {};
    private final HttpServer server;

    /**
     * @param folder where the state is kept; made if it is missing
     * @param port 0 for any free one
     * @param token what clients send as bearer token
     */
    public record Settings(Path folder, int port, String token, InstantSource clock) {}

    public SandboxApi(Settings settings) {
        this.settings = settings;
        this.identity = Identity.in(settings.folder(), settings.clock().instant());
        this.storage = new Storage(settings.folder().resolve("store"));
        this.objects = new Objects(storage, gate, settings.clock());
        this.definitions = new Definitions(objects, catalog);
        this.collector = new Collector(objects, catalog);
        this.server = new HttpServer(
                settings.folder(),
                settings.port(),
                settings.token(),
                identity,
                objects,
                catalog,
                gate,
                (request, out) -> logs.write(request, out));
    }

    /** Begins to serve; returns when requests are answered. */
    public void start() {
        ObjectStore store = store("kube-apiserver");
        for (String name : NAMESPACES) {
            ObjectNode namespace =
                    ObjectJson.MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
            namespace.putObject("metadata").put("name", name);
            if (store.get(new dev.fairway.resource.GroupKind("", "Namespace"), "", name)
                    .isEmpty()) {
                store.create(namespace);
            }
        }
        definitions.start();
        collector.start();
        server.start();
    }

    /** Objects for a controller in this process, which writes under this field manager. */
    public ObjectStore store(String manager) {
        return new LocalStore(objects, catalog, manager);
    }

    /** Fault rules from now on. */
    public void useGate(RequestGate other) {
        gate.use(other);
    }

    /** Where logs come from, from now on. */
    public void useLogs(PodLogs other) {
        logs = other;
    }

    public int port() {
        return server.port();
    }

    /** For example {@code https://127.0.0.1:6443}. */
    public String url() {
        return "https://127.0.0.1:" + port();
    }

    /** The certificate clients must trust. */
    public String certificatePem() {
        return identity.certificatePem();
    }

    /** A kubeconfig that may do everything. It holds the token: keep it in a file of mode 0600. */
    public String kubeconfig() {
        String authority = Base64.getEncoder().encodeToString(certificatePem().getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sandbox
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: sandbox-admin
                  user:
                    token: %s
                contexts:
                - name: sandbox
                  context:
                    cluster: sandbox
                    user: sandbox-admin
                current-context: sandbox
                """.formatted(url(), authority, settings.token());
    }

    @Override
    public void close() {
        server.close();
        collector.close();
        definitions.close();
        storage.close();
    }
}
