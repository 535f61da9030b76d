package dev.fairway.sandbox.world;

import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Kubectl;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.ObjectStore;
import dev.fairway.sandbox.api.SandboxApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The world on the sandbox's real API, on a clock of its own. */
final class SandboxCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Unpacked once: it is large. */
    private static final Supplier<Optional<Path>> BINARY = SingletonSupplier.of(() -> Kubectl.find(scratch()));

    private final AtomicReference<Instant> now = new AtomicReference<>(TestWorld.START);
    private final InstantSource clock = now::get;
    private final Path folder;
    private final SandboxApi api;
    private final World world;
    final ObjectStore store;

    SandboxCluster(Path folder) {
        this.folder = folder;
        this.api = new SandboxApi(new SandboxApi.Settings(folder.resolve("cluster"), 0, "token", clock));
        api.start();
        this.world = new World(api.store("kube-controller-manager"), clock);
        api.useLogs(world.logs());
        api.useGate(world.gate());
        world.start();
        this.store = api.store("kubectl").as("kubectl");
        namespace("shop");
        namespace(FaultRule.NAMESPACE);
    }

    private static Path scratch() {
        try {
            Path folder = Files.createTempDirectory("sandbox-kubectl");
            folder.toFile().deleteOnExit();
            folder.resolve("kubectl").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void namespace(String name) {
        if (store.get(new GroupKind("", "Namespace"), "", name).isEmpty()) {
            apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name));
        }
    }

    void apply(String yaml) {
        Manifest wanted = Manifest.of(JsonMapper.shared().valueToTree(new Yaml().load(yaml)));
        boolean place = wanted.namespace().isEmpty() && !wanted.kind().equals("Namespace");
        Manifest object = place ? wanted.withNamespace("shop") : wanted;
        if (store.get(object.gvk().groupKind(), object.namespace(), object.name())
                .isEmpty()) {
            store.create(object.tree().deepCopy());
        } else {
            store.update(object.tree().deepCopy());
        }
    }

    void seconds(int seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }

    /** Lets a second of the cluster's time pass at a time until an object is as expected. */
    Manifest until(GroupKind kind, String name, Predicate<Manifest> expected) {
        AtomicReference<Manifest> found = new AtomicReference<>();
        await("the " + kind + " " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    Optional<Manifest> object =
                            store.get(kind, "shop", name).map(Manifest::of).filter(expected);
                    object.ifPresentOrElse(found::set, () -> seconds(1));
                    return object.isPresent();
                });
        return found.get();
    }

    void untilGone(GroupKind kind, String name) {
        await("no more " + kind + " " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    boolean gone = store.get(kind, "shop", name).isEmpty();
                    if (!gone) {
                        seconds(1);
                    }
                    return gone;
                });
    }

    /** Empty where no kubectl can be had. */
    Optional<Kubectl> kubectl() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), api.kubeconfig());
        return Kubectl.find(folder).map(binary -> new Kubectl(binary, kubeconfig, Map.of("HOME", folder.toString())));
    }

    @Override
    public void close() {
        world.close();
        api.close();
    }
}
