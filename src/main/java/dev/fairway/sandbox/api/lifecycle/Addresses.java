package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.storage.Change;
import dev.fairway.sandbox.api.storage.Shelf;
import dev.fairway.sandbox.api.storage.Storage;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Cluster addresses and node ports of Services. What a Service has is taken until it is gone. */
final class Addresses {

    private static final int FIRST_NODE_PORT = 30_000;
    private static final int NODE_PORTS = 2768;
    private static final int HOSTS = 65_000;

    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger(10);

    Addresses(Storage storage) {
        Shelf services = storage.shelf("/services");
        storage.list(services, "")
                .entries()
                .forEach(entry -> take(entry.object().path("spec")));
        storage.listen((shelf, change) -> {
            if (shelf == services && change.kind() == Change.Kind.DELETED) {
                release(change.entry().object().path("spec"));
            }
        });
    }

    private void take(JsonNode spec) {
        addresses.add(spec.path("clusterIP").asString(""));
        spec.path("ports").forEach(port -> ports.add(port.path("nodePort").asInt(0)));
    }

    private void release(JsonNode spec) {
        addresses.remove(spec.path("clusterIP").asString(""));
        spec.path("ports").forEach(port -> ports.remove(port.path("nodePort").asInt(0)));
    }

    void allocate(ObjectNode service, Optional<JsonNode> before) {
        ObjectNode spec = service.withObjectProperty("spec");
        JsonNode old = before.map(b -> b.path("spec")).orElse(MissingNode.getInstance());
        String kind = spec.path("type").asString("");
        if (!kind.equals("ExternalName")) {
            if (spec.path("clusterIP").asString("").isEmpty()) {
                String kept = old.path("clusterIP").asString("");
                spec.put("clusterIP", kept.isEmpty() ? freshAddress() : kept);
            }
            if (spec.path("clusterIPs").isEmpty()) {
                spec.putArray("clusterIPs").add(spec.path("clusterIP").asString());
            }
            if (spec.path("ipFamilies").isEmpty()) {
                spec.putArray("ipFamilies").add("IPv4");
            }
            if (!spec.has("ipFamilyPolicy")) {
                spec.put("ipFamilyPolicy", "SingleStack");
            }
        }
        if (kind.equals("NodePort") || kind.equals("LoadBalancer")) {
            ports(spec, old);
        }
        take(spec);
    }

    private void ports(ObjectNode spec, JsonNode old) {
        for (JsonNode port : spec.path("ports")) {
            if (port instanceof ObjectNode entry && entry.path("nodePort").asInt(0) == 0) {
                int kept = 0;
                for (JsonNode candidate : old.path("ports")) {
                    if (candidate.path("port").equals(entry.path("port"))
                            && candidate.path("protocol").equals(entry.path("protocol"))) {
                        kept = candidate.path("nodePort").asInt(0);
                    }
                }
                entry.put("nodePort", kept == 0 ? freshPort() : kept);
            }
        }
    }

    private String freshAddress() {
        while (true) {
            int host = next.getAndIncrement() % HOSTS + 1;
            String address = "10.96." + (host >> 8) + "." + (host & 255);
            if ((host & 255) != 0 && addresses.add(address)) {
                return address;
            }
        }
    }

    private int freshPort() {
        while (true) {
            int port = FIRST_NODE_PORT + next.getAndIncrement() % NODE_PORTS;
            if (ports.add(port)) {
                return port;
            }
        }
    }
}
