package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** The three nodes of the sandbox, and the storage that comes with it. */
final class SandboxNodes {

    static final String STORAGE_CLASS = "standard";
    static final String PROVISIONER = "sandbox.fairway.dev/disk";

    private static final String PREFIX = "sandbox-";

    private SandboxNodes() {}

    /** What has to be there before anything can run. */
    static List<Manifest> furniture(Instant now) {
        return java.util.stream.Stream.concat(
                        IntStream.rangeClosed(1, 3).mapToObj(number -> node(number, now)),
                        java.util.stream.Stream.of(storageClass()))
                .toList();
    }

    static int number(String node) {
        String digits = node.startsWith(PREFIX) ? node.substring(PREFIX.length()) : "";
        return digits.matches("[1-9]") ? Integer.parseInt(digits) : 9;
    }

    static String address(int number) {
        return "172.20.0." + (10 + number);
    }

    private static Manifest storageClass() {
        ObjectNode tree = Json.object().put("apiVersion", "storage.k8s.io/v1").put("kind", "StorageClass");
        tree.putObject("metadata")
                .put("name", STORAGE_CLASS)
                .putObject("annotations")
                .put("storageclass.kubernetes.io/is-default-class", "true");
        tree.put("provisioner", PROVISIONER)
                .put("reclaimPolicy", "Delete")
                .put("volumeBindingMode", "Immediate")
                .put("allowVolumeExpansion", true);
        return Manifest.of(tree);
    }

    private static Manifest node(int number, Instant now) {
        String name = PREFIX + number;
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "Node");
        tree.putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux")
                .put("kubernetes.io/arch", "amd64")
                .put("topology.kubernetes.io/zone", "zone-" + (char) ('a' + number - 1));
        tree.putObject("spec").put("podCIDR", "10.244." + number + ".0/24");
        ObjectNode status = tree.putObject("status");
        for (String field : List.of("capacity", "allocatable")) {
            status.putObject(field)
                    .put("cpu", "16")
                    .put("memory", "64Gi")
                    .put("ephemeral-storage", "200Gi")
                    .put("pods", "2000");
        }
        status.putArray("addresses")
                .add(Json.object().put("type", "InternalIP").put("address", address(number)))
                .add(Json.object().put("type", "Hostname").put("address", name));
        status.putObject("nodeInfo")
                .put("architecture", "amd64")
                .put("operatingSystem", "linux")
                .put("osImage", "Fairway sandbox")
                .put("kernelVersion", "simulated")
                .put("containerRuntimeVersion", "simulated://1")
                .put("kubeletVersion", "v1.32.0")
                .put("kubeProxyVersion", "v1.32.0")
                .put("machineID", name)
                .put("systemUUID", name)
                .put("bootID", name);
        Conditions conditions = Conditions.of(status);
        conditions.set(
                "MemoryPressure",
                "False",
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available",
                now);
        conditions.set("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now);
        conditions.set("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available", now);
        conditions.set("Ready", "True", "KubeletReady", "kubelet is posting ready status", now);
        conditions.writeTo(status);
        return Manifest.of(tree);
    }
}
