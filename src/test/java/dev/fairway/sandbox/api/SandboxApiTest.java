package dev.fairway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.resource.GroupKind;
import dev.fairway.sandbox.api.ObjectStore.Propagation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox as its controllers see it: what survives, what is collected, what fault rules stop. */
class SandboxApiTest {

    private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");
    private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

    @TempDir
    Path folder;

    private SandboxApi start() {
        SandboxApi api = new SandboxApi(new SandboxApi.Settings(folder, 0, "secret", Clock.systemUTC()));
        api.start();
        return api;
    }

    private static ObjectNode configMap(String name) {
        ObjectNode object =
                new JsonMapper().createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        object.putObject("metadata").put("name", name).put("namespace", "default");
        return object;
    }

    private static ObjectNode owned(String name, ObjectNode owner) {
        ObjectNode object = configMap(name);
        object.withObjectProperty("metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("name", owner.path("metadata").path("name").asString())
                .put("uid", owner.path("metadata").path("uid").asString())
                .put("blockOwnerDeletion", true);
        return object;
    }

    @Test
    void objectsSurviveARestartAndVersionsNeverGoBack() {
        long before;
        try (SandboxApi api = start()) {
            before = api.store("t")
                    .create(configMap("kept"))
                    .path("metadata")
                    .path("resourceVersion")
                    .asLong();
            api.store("t").create(configMap("deleted"));
            api.store("t").delete(CONFIG_MAP, "default", "deleted", Propagation.BACKGROUND);
        }
        try (SandboxApi api = start()) {
            ObjectStore store = api.store("t");
            assertThat(store.get(CONFIG_MAP, "default", "kept")).isPresent();
            assertThat(store.get(CONFIG_MAP, "default", "deleted")).isEmpty();
            assertThat(store.create(configMap("new"))
                            .path("metadata")
                            .path("resourceVersion")
                            .asLong())
                    .isGreaterThan(before);
        }
    }

    @Test
    void aTornLastRecordCostsOnlyItself() throws Exception {
        try (SandboxApi api = start()) {
            api.store("t").create(configMap("kept"));
        }
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            Path journal = files.filter(file -> file.getFileName().toString().startsWith("journal"))
                    .findFirst()
                    .orElseThrow();
            Files.write(journal, new byte[] {0, 0, 0, 99, 1, 2, 3}, StandardOpenOption.APPEND);
        }
        try (SandboxApi api = start()) {
            assertThat(api.store("t").get(CONFIG_MAP, "default", "kept")).isPresent();
        }
    }

    @Test
    void twoProcessesCannotShareAStore() {
        try (SandboxApi api = start()) {
            assertThat(api.port()).isPositive();
            assertThatThrownBy(this::start).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void dependentsGoWithTheirOwner() {
        try (SandboxApi api = start()) {
            ObjectStore store = api.store("t");
            ObjectNode owner = store.create(configMap("owner"));
            store.create(owned("child", store.create(owned("middle", owner))));
            store.delete(CONFIG_MAP, "default", "owner", Propagation.BACKGROUND);
            await().until(() -> store.list(CONFIG_MAP, "default").isEmpty());
        }
    }

    @Test
    void aForegroundDeletionWaitsForTheDependents() {
        try (SandboxApi api = start()) {
            ObjectStore store = api.store("t");
            ObjectNode owner = store.create(configMap("owner"));
            ObjectNode child = owned("child", owner);
            child.withObjectProperty("metadata").putArray("finalizers").add("example.com/hold");
            store.create(child);
            store.delete(CONFIG_MAP, "default", "owner", Propagation.FOREGROUND);
            await().until(() -> store.get(CONFIG_MAP, "default", "child")
                    .orElseThrow()
                    .path("metadata")
                    .has("deletionTimestamp"));
            assertThat(store.get(CONFIG_MAP, "default", "owner")).isPresent();
            store.change(CONFIG_MAP, "default", "child", object -> {
                object.withObjectProperty("metadata").remove("finalizers");
                return Optional.of(object);
            });
            await().until(() -> store.list(CONFIG_MAP, "default").isEmpty());
        }
    }

    @Test
    void orphansAreSetFree() {
        try (SandboxApi api = start()) {
            ObjectStore store = api.store("t");
            store.create(owned("child", store.create(configMap("owner"))));
            store.delete(CONFIG_MAP, "default", "owner", Propagation.ORPHAN);
            await().until(() -> store.get(CONFIG_MAP, "default", "owner").isEmpty());
            assertThat(store.get(CONFIG_MAP, "default", "child")
                            .orElseThrow()
                            .path("metadata")
                            .has("ownerReferences"))
                    .isFalse();
        }
    }

    @Test
    void aNamespaceTakesItsContentAlong() {
        try (SandboxApi api = start()) {
            ObjectStore store = api.store("t");
            store.create(configMap("content"));
            store.delete(NAMESPACE, "", "default", Propagation.BACKGROUND);
            await().until(() -> store.get(NAMESPACE, "", "default").isEmpty());
            assertThat(store.list(CONFIG_MAP, "")).isEmpty();
        }
    }

    @Test
    void anObserverSeesWhatExistsAndThenEveryChangeInOrder() {
        try (SandboxApi api = start()) {
            ObjectStore store = api.store("t");
            store.create(configMap("a"));
            List<String> seen = new CopyOnWriteArrayList<>();
            try (ObjectStore.Observation observation = store.observe(
                    CONFIG_MAP,
                    change -> seen.add(change.kind() + " "
                            + change.object().path("metadata").path("name").asString()))) {
                store.create(configMap("b"));
                store.delete(CONFIG_MAP, "default", "a", Propagation.BACKGROUND);
                await().untilAsserted(() -> assertThat(seen).containsExactly("ADDED a", "ADDED b", "DELETED a"));
            }
        }
    }

    @Test
    void aGateThatDeniesStopsAWriteWithItsOwnWords() {
        try (SandboxApi api = start()) {
            api.useGate(request -> request.verb() == RequestGate.Verb.CREATE
                    ? new RequestGate.Verdict.Deny(StatusException.of(403, "Forbidden", "no more of these"))
                    : RequestGate.ALLOW);
            assertThatThrownBy(() -> api.store("t").create(configMap("a")))
                    .isInstanceOf(StatusException.class)
                    .hasMessage("no more of these");
            assertThat(api.store("t").list(CONFIG_MAP, "default")).isEmpty();
        }
    }
}
