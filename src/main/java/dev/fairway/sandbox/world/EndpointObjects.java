package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The pods behind a service, in both forms in which the API tells them. */
final class EndpointObjects {

    private EndpointObjects() {}

    static Manifest slice(Manifest service, List<Manifest> pods) {
        ObjectNode tree = Json.object().put("apiVersion", "discovery.k8s.io/v1").put("kind", "EndpointSlice");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", service.name() + "-" + Names.suffix(service.namespace() + "/" + service.name()))
                .put("namespace", service.namespace());
        labels(service, metadata)
                .put("kubernetes.io/service-name", service.name())
                .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
        tree.put("addressType", "IPv4");
        ArrayNode endpoints = tree.putArray("endpoints");
        for (Manifest pod : pods) {
            ObjectNode endpoint = endpoints.addObject();
            endpoint.putArray("addresses").add(pod.text("/status/podIP"));
            boolean ready = PodTally.isReady(pod);
            endpoint.putObject("conditions")
                    .put("ready", ready)
                    .put("serving", ready)
                    .put("terminating", false);
            endpoint.put("nodeName", pod.text("/spec/nodeName"));
            endpoint.set("targetRef", reference(pod));
        }
        tree.set("ports", ports(service, pods));
        return Ownership.controlled(Manifest.of(tree), service);
    }

    static Manifest endpoints(Manifest service, List<Manifest> pods) {
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "Endpoints");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", service.name()).put("namespace", service.namespace());
        labels(service, metadata);
        if (!pods.isEmpty()) {
            ObjectNode subset = tree.putArray("subsets").addObject();
            addresses(subset, "addresses", pods, PodTally::isReady);
            addresses(subset, "notReadyAddresses", pods, pod -> !PodTally.isReady(pod));
            subset.set("ports", ports(service, pods));
        }
        // A real cluster deletes it by name; here the owner does it.
        return Ownership.controlled(Manifest.of(tree), service);
    }

    private static ObjectNode labels(Manifest service, ObjectNode metadata) {
        ObjectNode labels = metadata.putObject("labels");
        service.labels().forEach(labels::put);
        if (service.text("/spec/clusterIP").toLowerCase(Locale.ROOT).equals("none")) {
            labels.put("service.kubernetes.io/headless", "");
        }
        return labels;
    }

    private static void addresses(ObjectNode subset, String field, List<Manifest> pods, Predicate<Manifest> which) {
        List<Manifest> chosen = pods.stream().filter(which).toList();
        if (chosen.isEmpty()) {
            return;
        }
        ArrayNode addresses = subset.putArray(field);
        for (Manifest pod : chosen) {
            addresses
                    .addObject()
                    .put("ip", pod.text("/status/podIP"))
                    .put("nodeName", pod.text("/spec/nodeName"))
                    .set("targetRef", reference(pod));
        }
    }

    private static ObjectNode reference(Manifest pod) {
        return Json.object()
                .put("kind", "Pod")
                .put("name", pod.name())
                .put("namespace", pod.namespace())
                .put("uid", pod.uid().orElse(""));
    }

    private static ArrayNode ports(Manifest service, List<Manifest> pods) {
        ArrayNode ports = Json.array();
        for (JsonNode port : service.at("/spec/ports")) {
            ports.addObject()
                    .put("name", Json.text(port.path("name")))
                    .put("port", target(port, pods))
                    .put("protocol", port.path("protocol").asString("TCP"));
        }
        return ports;
    }

    private static int target(JsonNode port, List<Manifest> pods) {
        JsonNode target = port.path("targetPort");
        if (target.isString()) {
            for (Manifest pod : pods) {
                for (JsonNode container : pod.at("/spec/containers")) {
                    for (JsonNode candidate : container.path("ports")) {
                        if (candidate.path("name").equals(target)) {
                            return candidate.path("containerPort").asInt(0);
                        }
                    }
                }
            }
        }
        return target.isNumber() ? target.asInt(0) : port.path("port").asInt(0);
    }
}
