package dev.fairway.web.applications.resource;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.ExternalLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Where an object is, what it belongs to and how it is set up, in a few lines. */
final class Facts {

    private Facts() {}

    static List<Fact> of(ApplicationName application, Manifest object, List<ResourceKey> owners, Instant now) {
        List<Fact> facts = new ArrayList<>();
        images(object).forEach(image -> facts.add(Fact.code("Image", image)));
        owners.forEach(owner ->
                facts.add(Fact.link("Owner", owner.kind() + "/" + owner.name(), AppLink.to(application, owner))));
        add(facts, "Node", object.text("/spec/nodeName"));
        add(facts, "Pod address", object.text("/status/podIP"));
        replicas(object, facts);
        add(facts, "Strategy", object.text("/spec/strategy/type"));
        add(facts, "Schedule", object.text("/spec/schedule"));
        if (object.at("/spec/suspend").asBoolean(false)) {
            facts.add(Fact.plain("Suspended", "yes"));
        }
        if (object.at("/spec/paused").asBoolean(false)) {
            facts.add(Fact.plain("Rollout", "paused"));
        }
        add(facts, "Type", object.text("/spec/type"));
        ports(object, facts);
        hosts(object, facts);
        links(object, facts);
        if (object.isSecret() || object.kind().equals("ConfigMap")) {
            facts.add(Fact.plain("Keys", String.join(", ", object.at("/data").propertyNames())));
        }
        object.optionalText("/metadata/creationTimestamp")
                .map(Instant::parse)
                .map(at -> Age.of(at, now))
                .ifPresent(age -> facts.add(Fact.plain("Created", age.text() + " ago, " + age.absolute())));
        conditions(object, facts);
        labels(object, facts);
        return facts;
    }

    private static void add(List<Fact> facts, String name, String text) {
        if (!text.isEmpty()) {
            facts.add(Fact.plain(name, text));
        }
    }

    private static List<String> images(Manifest object) {
        List<String> images = new ArrayList<>();
        for (String pointer : List.of(
                "/spec/containers",
                "/spec/template/spec/containers",
                "/spec/jobTemplate/spec/template/spec/containers")) {
            object.at(pointer)
                    .forEach(container -> images.add(container.path("image").asString("")));
        }
        return images.stream().distinct().toList();
    }

    private static void replicas(Manifest object, List<Fact> facts) {
        JsonNode wanted = object.at("/spec/replicas");
        if (wanted.isNumber()) {
            JsonNode status = object.at("/status");
            facts.add(Fact.plain(
                    "Replicas",
                    "%d wanted, %d ready, %d of the newest kind"
                            .formatted(
                                    wanted.asInt(),
                                    status.path("readyReplicas").asInt(0),
                                    status.path("updatedReplicas")
                                            .asInt(status.path("replicas").asInt(0)))));
        }
    }

    private static void ports(Manifest object, List<Fact> facts) {
        List<String> ports = new ArrayList<>();
        object.at("/spec/ports")
                .forEach(port -> ports.add(port.path("port").asString("") + "/"
                        + port.path("protocol").asString("TCP") + named(port)));
        add(facts, "Ports", String.join(", ", ports));
    }

    private static String named(JsonNode port) {
        String name = port.path("name").asString("");
        return name.isEmpty() ? "" : " (" + name + ")";
    }

    private static void hosts(Manifest object, List<Fact> facts) {
        List<String> hosts = new ArrayList<>();
        object.at("/spec/rules").forEach(rule -> hosts.add(rule.path("host").asString("")));
        object.at("/spec/hostnames").forEach(host -> hosts.add(host.asString("")));
        hosts.removeIf(String::isEmpty);
        Set<String> encrypted = new HashSet<>();
        object.at("/spec/tls").forEach(tls -> tls.path("hosts").forEach(host -> encrypted.add(host.asString(""))));
        for (String host : hosts) {
            facts.add(ExternalLink.web((encrypted.contains(host) ? "https://" : "http://") + host)
                    .map(href -> Fact.link("Host", host, href))
                    .orElse(Fact.plain("Host", host)));
        }
    }

    private static void links(Manifest object, List<Fact> facts) {
        ExternalLink.in(object.annotations()).forEach(link -> facts.add(Fact.link("Link", link.text(), link.href())));
    }

    private static void conditions(Manifest object, List<Fact> facts) {
        for (JsonNode condition : object.at("/status/conditions")) {
            String message = condition.path("message").asString("");
            String reason = condition.path("reason").asString("");
            String why = message.isEmpty() ? reason : message;
            facts.add(Fact.plain(
                    condition.path("type").asString(""),
                    condition.path("status").asString("").toLowerCase(java.util.Locale.ROOT)
                            + (why.isEmpty() ? "" : ": " + why)));
        }
    }

    private static void labels(Manifest object, List<Fact> facts) {
        Map<String, String> labels = object.labels();
        if (!labels.isEmpty()) {
            facts.add(Fact.code(
                    "Labels",
                    String.join(
                            ", ",
                            labels.entrySet().stream()
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .toList())));
        }
    }
}
