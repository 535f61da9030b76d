package dev.fairway.sandbox.api.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Cells that a template cannot say. */
final class Cells {

    private static final String NONE = "<none>";
    private static final Map<String, BiFunction<JsonNode, Instant, String>> BY_NAME = Map.ofEntries(
            Map.entry("podReady", (pod, now) -> PodCells.ready(pod)),
            Map.entry("podStatus", (pod, now) -> PodCells.status(pod)),
            Map.entry("podRestarts", PodCells::restarts),
            Map.entry("readinessGates", (pod, now) -> PodCells.readinessGates(pod)),
            Map.entry("controller", (object, now) -> controller(object)),
            Map.entry("jobStatus", (job, now) -> jobStatus(job)),
            Map.entry("jobCompletions", (job, now) -> jobCompletions(job)),
            Map.entry("jobDuration", Cells::jobDuration),
            Map.entry(
                    "suspended", (job, now) -> job.path("spec").path("suspend").asBoolean(false) ? "True" : "False"),
            Map.entry("externalAddress", (service, now) -> externalAddress(service)),
            Map.entry("servicePorts", (service, now) -> servicePorts(service)),
            Map.entry("endpoints", (endpoints, now) -> endpoints(endpoints)),
            Map.entry("ingressHosts", (ingress, now) -> ingressHosts(ingress)),
            Map.entry(
                    "ingressPorts",
                    (ingress, now) -> ingress.path("spec").path("tls").isEmpty() ? "80" : "80, 443"),
            Map.entry("ingressParameters", (type, now) -> ingressParameters(type)),
            Map.entry("loadBalancerAddress", (object, now) -> loadBalancer(object)),
            Map.entry(
                    "dataCount",
                    (map, now) -> Integer.toString(
                            map.path("data").size() + map.path("binaryData").size())),
            Map.entry(
                    "accessModes",
                    (volume, now) -> accessModes(volume.path("spec").path("accessModes"))),
            Map.entry(
                    "claimModes",
                    (claim, now) -> accessModes(claim.path("status").path("accessModes"))),
            Map.entry("claimCapacity", (claim, now) -> claim.path("status")
                    .path("capacity")
                    .path("storage")
                    .asString("")),
            Map.entry("claim", (volume, now) -> claim(volume)),
            Map.entry("phase", (object, now) -> phase(object)),
            Map.entry("storageClassName", (type, now) -> storageClass(type)),
            Map.entry("nodeStatus", (node, now) -> nodeStatus(node)),
            Map.entry("nodeRoles", (node, now) -> nodeRoles(node)),
            Map.entry("internalAddress", (node, now) -> internalAddress(node)),
            Map.entry("eventLastSeen", EventCells::lastSeen),
            Map.entry("eventFirstSeen", EventCells::firstSeen),
            Map.entry("eventObject", (event, now) -> EventCells.object(event)),
            Map.entry("eventSource", (event, now) -> EventCells.source(event)),
            Map.entry(
                    "eventMessage",
                    (event, now) -> event.path("message").asString("").trim()),
            Map.entry("eventCount", (event, now) -> EventCells.count(event)),
            Map.entry("autoscalerTargets", (autoscaler, now) -> AutoscalerCells.targets(autoscaler)),
            Map.entry("subjectUsers", (binding, now) -> subjects(binding, "User")),
            Map.entry("subjectGroups", (binding, now) -> subjects(binding, "Group")),
            Map.entry("subjectAccounts", (binding, now) -> subjects(binding, "ServiceAccount")),
            Map.entry("quotaRequests", (quota, now) -> quota(quota, false)),
            Map.entry("quotaLimits", (quota, now) -> quota(quota, true)));

    private Cells() {}

    static String of(String name, JsonNode object, Instant now) {
        BiFunction<JsonNode, Instant, String> cell = BY_NAME.get(name);
        if (cell == null) {
            throw new IllegalStateException("columns.yaml: @" + name);
        }
        return cell.apply(object, now);
    }

    private static String join(List<String> texts, String otherwise) {
        return texts.isEmpty() ? otherwise : String.join(",", texts);
    }

    private static String controller(JsonNode object) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                String apiVersion = owner.path("apiVersion").asString("");
                String group = apiVersion.contains("/") ? "." + apiVersion.substring(0, apiVersion.indexOf('/')) : "";
                return owner.path("kind").asString("").toLowerCase(java.util.Locale.ROOT) + group + "/"
                        + owner.path("name").asString("");
            }
        }
        return NONE;
    }

    private static boolean condition(JsonNode object, String type) {
        return object.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(c -> c.path("type").asString("").equals(type)
                        && c.path("status").asString("").equals("True"));
    }

    private static String jobStatus(JsonNode job) {
        if (condition(job, "Complete")) {
            return "Complete";
        }
        if (condition(job, "Failed")) {
            return "Failed";
        }
        if (job.path("metadata").has("deletionTimestamp")) {
            return "Terminating";
        }
        if (condition(job, "Suspended")) {
            return "Suspended";
        }
        if (condition(job, "FailureTarget")) {
            return "FailureTarget";
        }
        return condition(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static String jobCompletions(JsonNode job) {
        JsonNode wanted = job.path("spec").path("completions");
        String done = job.path("status").path("succeeded").asString("0");
        if (!wanted.isMissingNode()) {
            return done + "/" + wanted.asString();
        }
        int parallel = job.path("spec").path("parallelism").asInt(0);
        return parallel > 1 ? done + "/1 of " + parallel : done + "/1";
    }

    private static String jobDuration(JsonNode job, Instant now) {
        String start = job.path("status").path("startTime").asString("");
        if (start.isEmpty()) {
            return "";
        }
        String end = job.path("status").path("completionTime").asString("");
        return Ages.of(Duration.between(Instant.parse(start), end.isEmpty() ? now : Instant.parse(end)));
    }

    private static String loadBalancer(JsonNode object) {
        List<String> addresses = new ArrayList<>();
        object.path("status")
                .path("loadBalancer")
                .path("ingress")
                .forEach(point -> addresses.add(
                        point.path("ip").asString(point.path("hostname").asString(""))));
        return String.join(",", addresses);
    }

    private static String externalAddress(JsonNode service) {
        JsonNode spec = service.path("spec");
        List<String> external = new ArrayList<>();
        spec.path("externalIPs").forEach(address -> external.add(address.asString("")));
        return switch (spec.path("type").asString("")) {
            case "ExternalName" -> spec.path("externalName").asString("");
            case "LoadBalancer" -> {
                String addresses = loadBalancer(service);
                if (!addresses.isEmpty()) {
                    external.addFirst(addresses);
                }
                yield join(external, "<pending>");
            }
            default -> join(external, NONE);
        };
    }

    private static String servicePorts(JsonNode service) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : service.path("spec").path("ports")) {
            int node = port.path("nodePort").asInt(0);
            ports.add(port.path("port").asString("") + (node > 0 ? ":" + node : "") + "/"
                    + port.path("protocol").asString("TCP"));
        }
        return join(ports, NONE);
    }

    private static String endpoints(JsonNode endpoints) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : endpoints.path("subsets")) {
            for (JsonNode address : subset.path("addresses")) {
                if (subset.path("ports").isEmpty()) {
                    all.add(address.path("ip").asString(""));
                }
                subset.path("ports")
                        .forEach(port -> all.add(address.path("ip").asString("") + ":"
                                + port.path("port").asString("")));
            }
        }
        return all.size() <= 3
                ? join(all, NONE)
                : String.join(",", all.subList(0, 3)) + " + " + (all.size() - 3) + " more...";
    }

    private static String ingressHosts(JsonNode ingress) {
        List<String> hosts = new ArrayList<>();
        ingress.path("spec").path("rules").forEach(rule -> {
            if (!rule.path("host").asString("").isEmpty()) {
                hosts.add(rule.path("host").asString());
            }
        });
        return hosts.size() <= 3
                ? join(hosts, "*")
                : String.join(",", hosts.subList(0, 3)) + " + " + (hosts.size() - 3) + " more...";
    }

    private static String ingressParameters(JsonNode type) {
        JsonNode parameters = type.path("spec").path("parameters");
        if (parameters.isMissingNode()) {
            return NONE;
        }
        String group = parameters.path("apiGroup").asString("");
        return parameters.path("kind").asString("") + (group.isEmpty() ? "" : "." + group) + "/"
                + parameters.path("name").asString("");
    }

    private static String accessModes(JsonNode modes) {
        Map<String, String> names = Map.of(
                "ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX", "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");
        Set<String> all = new LinkedHashSet<>();
        modes.forEach(mode -> all.add(names.getOrDefault(mode.asString(""), "")));
        return String.join(",", all);
    }

    private static String claim(JsonNode volume) {
        JsonNode reference = volume.path("spec").path("claimRef");
        return reference.isMissingNode()
                ? ""
                : reference.path("namespace").asString("") + "/"
                        + reference.path("name").asString("");
    }

    private static String phase(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp")
                ? "Terminating"
                : object.path("status").path("phase").asString("");
    }

    private static String storageClass(JsonNode type) {
        boolean standard = type.path("metadata")
                .path("annotations")
                .path("storageclass.kubernetes.io/is-default-class")
                .asString("")
                .equals("true");
        return type.path("metadata").path("name").asString("") + (standard ? " (default)" : "");
    }

    private static String nodeStatus(JsonNode node) {
        String ready = node.path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("Ready"))
                .map(condition -> condition.path("status").asString("").equals("True") ? "Ready" : "NotReady")
                .findFirst()
                .orElse("Unknown");
        return ready + (node.path("spec").path("unschedulable").asBoolean(false) ? ",SchedulingDisabled" : "");
    }

    private static String nodeRoles(JsonNode node) {
        String prefix = "node-role.kubernetes.io/";
        return join(
                node.path("metadata").path("labels").propertyNames().stream()
                        .filter(label -> label.startsWith(prefix) && label.length() > prefix.length())
                        .map(label -> label.substring(prefix.length()))
                        .sorted()
                        .toList(),
                NONE);
    }

    private static String internalAddress(JsonNode node) {
        return node.path("status")
                .path("addresses")
                .valueStream()
                .filter(address -> address.path("type").asString("").equals("InternalIP"))
                .map(address -> address.path("address").asString(""))
                .findFirst()
                .orElse(NONE);
    }

    private static String subjects(JsonNode binding, String kind) {
        return binding.path("subjects")
                .valueStream()
                .filter(subject -> subject.path("kind").asString("").equals(kind))
                .map(subject -> kind.equals("ServiceAccount")
                        ? subject.path("namespace").asString("") + "/"
                                + subject.path("name").asString("")
                        : subject.path("name").asString(""))
                .collect(Collectors.joining(", "));
    }

    private static String quota(JsonNode quota, boolean limits) {
        JsonNode used = quota.path("status").path("used");
        return quota.path("status").path("hard").properties().stream()
                .filter(entry -> entry.getKey().startsWith("limits.") == limits)
                .map(entry -> entry.getKey() + ": " + used.path(entry.getKey()).asString("0") + "/"
                        + entry.getValue().asString(""))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
