package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException.Cause;
import dev.fairway.sandbox.api.apply.Values;
import dev.fairway.sandbox.api.schema.Quantities;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules that compare one field of an object with another. Pure. */
final class CrossChecks {

    private static final Set<String> SELECTING = Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");
    private static final Set<String> STATEFUL_SET_MAY_CHANGE = Set.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    private CrossChecks() {}

    static void whole(ResourceType type, ObjectNode object, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        if (type.group().equals("apps") && SELECTING.contains(type.kind())) {
            selector(spec, causes);
            podTemplate(
                    spec.path("template").path("spec"),
                    spec.path("volumeClaimTemplates"),
                    "spec.template.spec",
                    causes);
            restartPolicy(spec.path("template").path("spec"), "spec.template.spec", Set.of("Always"), causes);
        } else if (KindRules.is(type, "batch", "Job")) {
            podTemplate(
                    spec.path("template").path("spec"),
                    spec.path("volumeClaimTemplates"),
                    "spec.template.spec",
                    causes);
            jobRestart(spec.path("template").path("spec"), "spec.template.spec", causes);
        } else if (KindRules.is(type, "batch", "CronJob")) {
            String path = "spec.jobTemplate.spec.template.spec";
            JsonNode pod =
                    spec.path("jobTemplate").path("spec").path("template").path("spec");
            podTemplate(pod, spec.path("volumeClaimTemplates"), path, causes);
            jobRestart(pod, path, causes);
        } else if (KindRules.is(type, "", "Pod")) {
            podTemplate(spec, spec.path("volumeClaimTemplates"), "spec", causes);
        } else if (KindRules.is(type, "", "Service")) {
            service(spec, causes);
        } else if (KindRules.is(type, "autoscaling", "HorizontalPodAutoscaler")) {
            autoscaler(spec, causes);
        } else if (KindRules.is(type, "", "PersistentVolumeClaim")
                && spec.path("resources").path("requests").path("storage").isMissingNode()) {
            causes.add(required("spec.resources[storage]"));
        } else if (KindRules.is(type, "", "ConfigMap") || KindRules.is(type, "", "Secret")) {
            dataKeys(object, causes);
        } else if (KindRules.is(type, "apiextensions.k8s.io", "CustomResourceDefinition")) {
            definition(object, causes);
        }
    }

    private static Cause required(String path) {
        return new Cause("FieldValueRequired", "Required value", path);
    }

    private static void selector(JsonNode spec, List<Cause> causes) {
        JsonNode wanted = spec.path("selector").path("matchLabels");
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        boolean selects = !wanted.isEmpty()
                || !spec.path("selector").path("matchExpressions").isEmpty();
        boolean matches =
                wanted.properties().stream().allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
        if (!spec.has("selector") || (selects && !matches)) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: " + Shown.map(labels) + ": `selector` does not match template `labels`",
                    "spec.template.metadata.labels"));
        } else if (spec.path("selector").isObject() && spec.path("selector").isEmpty()) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: {}: empty selector is invalid for deployment",
                    "spec.selector"));
        }
    }

    private static void restartPolicy(JsonNode pod, String path, Set<String> allowed, List<Cause> causes) {
        String policy = pod.path("restartPolicy").asString("Always");
        if (!allowed.contains(policy)) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: \"" + policy + "\": supported values: \"Always\"",
                    path + ".restartPolicy"));
        }
    }

    private static void jobRestart(JsonNode pod, String path, List<Cause> causes) {
        String policy = pod.path("restartPolicy").asString("Always");
        if (policy.equals("Always")) {
            causes.add(new Cause(
                    "FieldValueRequired",
                    "Required value: valid values: \"OnFailure\", \"Never\"",
                    path + ".restartPolicy"));
        }
    }

    /** @param claims the volumeClaimTemplates of a StatefulSet: their names are volumes of its pods */
    private static void podTemplate(JsonNode pod, JsonNode claims, String path, List<Cause> causes) {
        Set<String> volumes = new HashSet<>();
        claims.forEach(claim -> volumes.add(claim.path("metadata").path("name").asString("")));
        pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asString("")));
        Set<String> names = new HashSet<>();
        for (String list : List.of("initContainers", "containers")) {
            for (int i = 0; i < pod.path(list).size(); i++) {
                JsonNode container = pod.path(list).get(i);
                String at = path + "." + list + "[" + i + "]";
                String name = container.path("name").asString("");
                if (!name.isEmpty() && !names.add(name)) {
                    causes.add(new Cause("FieldValueDuplicate", "Duplicate value: \"" + name + "\"", at + ".name"));
                }
                limits(container.path("resources"), at + ".resources.requests", causes);
                for (int m = 0; m < container.path("volumeMounts").size(); m++) {
                    String mount =
                            container.path("volumeMounts").get(m).path("name").asString("");
                    if (!mount.isEmpty() && !volumes.contains(mount)) {
                        causes.add(new Cause(
                                "FieldValueNotFound",
                                "Not found: \"" + mount + "\"",
                                at + ".volumeMounts[" + m + "].name"));
                    }
                }
            }
        }
    }

    private static void limits(JsonNode resources, String path, List<Cause> causes) {
        resources.path("requests").properties().forEach(request -> {
            JsonNode limit = resources.path("limits").path(request.getKey());
            if (limit.isString()
                    && Quantities.value(request.getValue().asString("0"))
                                    .compareTo(Quantities.value(limit.stringValue()))
                            > 0) {
                causes.add(new Cause(
                        "FieldValueInvalid",
                        "Invalid value: " + request.getValue() + ": must be less than or equal to " + request.getKey()
                                + " limit of " + limit.stringValue(),
                        path));
            }
        });
    }

    private static void service(JsonNode spec, List<Cause> causes) {
        boolean headless = spec.path("clusterIP").asString("").equals("None");
        if (spec.path("type").asString("").equals("ExternalName")) {
            if (spec.path("externalName").asString("").isEmpty()) {
                causes.add(required("spec.externalName"));
            }
            return;
        }
        JsonNode ports = spec.path("ports");
        if (ports.isEmpty() && !headless) {
            causes.add(required("spec.ports"));
        }
        for (int i = 0; i < ports.size(); i++) {
            if (ports.size() > 1 && ports.get(i).path("name").asString("").isEmpty()) {
                causes.add(required("spec.ports[" + i + "].name"));
            }
        }
    }

    private static void autoscaler(JsonNode spec, List<Cause> causes) {
        long most = spec.path("maxReplicas").asLong(0);
        if (most < 1) {
            causes.add(new Cause(
                    "FieldValueRequired", "Required value: must be set and greater than 0", "spec.maxReplicas"));
        }
        if (most < spec.path("minReplicas").asLong(1)) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: " + most + ": must be greater than or equal to `minReplicas`",
                    "spec.maxReplicas"));
        }
        if (spec.path("scaleTargetRef").path("apiVersion").asString("").isEmpty()) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: \"\": apiVersion must specify API group",
                    "spec.scaleTargetRef.apiVersion"));
        }
    }

    private static void dataKeys(ObjectNode object, List<Cause> causes) {
        for (String key : object.path("data").propertyNames()) {
            if (!key.matches("[-._a-zA-Z0-9]+")) {
                causes.add(new Cause(
                        "FieldValueInvalid",
                        "Invalid value: \"" + key
                                + "\": a valid config key must consist of alphanumeric characters, '-', '_'"
                                + " or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
                                + " '[-._a-zA-Z0-9]+')",
                        "data[" + key + "]"));
            }
        }
    }

    private static void definition(ObjectNode object, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        String wanted = spec.path("names").path("plural").asString("") + "."
                + spec.path("group").asString("");
        String name = object.path("metadata").path("name").asString("");
        if (!name.equals(wanted)) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: \"" + name + "\": must be spec.names.plural+\".\"+spec.group",
                    "metadata.name"));
        }
    }

    static void change(ResourceType type, ObjectNode before, ObjectNode after, List<Cause> causes) {
        if (KindRules.is(type, "apps", "StatefulSet")) {
            if (!Values.same(fixed(before), fixed(after))) {
                causes.add(new Cause(
                        "FieldValueForbidden",
                        "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                                + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                                + " 'minReadySeconds' are forbidden",
                        "spec"));
            }
        } else if (KindRules.is(type, "", "ConfigMap") || KindRules.is(type, "", "Secret")) {
            immutableData(before, after, causes);
        } else if (KindRules.is(type, "", "Service")) {
            address(before, after, causes);
        } else if (KindRules.is(type, "", "Pod")) {
            pod(before, after, causes);
        } else if (KindRules.is(type, "", "PersistentVolumeClaim")) {
            claim(before, after, causes);
        }
    }

    private static ObjectNode fixed(ObjectNode object) {
        ObjectNode spec = (ObjectNode) object.path("spec").deepCopy();
        spec.remove(STATEFUL_SET_MAY_CHANGE);
        return spec;
    }

    private static void immutableData(ObjectNode before, ObjectNode after, List<Cause> causes) {
        if (!before.path("immutable").asBoolean(false)) {
            return;
        }
        if (!after.path("immutable").asBoolean(false)) {
            causes.add(new Cause(
                    "FieldValueForbidden", "Forbidden: field is immutable when `immutable` is set", "immutable"));
        }
        if (!Values.same(before.path("data"), after.path("data"))) {
            causes.add(
                    new Cause("FieldValueForbidden", "Forbidden: field is immutable when `immutable` is set", "data"));
        }
    }

    private static void address(ObjectNode before, ObjectNode after, List<Cause> causes) {
        JsonNode old = before.path("spec").path("clusterIP");
        JsonNode now = after.path("spec").path("clusterIP");
        boolean both = !old.asString("").isEmpty() && !now.asString("").isEmpty();
        if (both && !after.path("spec").path("type").asString("").equals("ExternalName") && !old.equals(now)) {
            causes.add(new Cause(
                    "FieldValueInvalid",
                    "Invalid value: [\"" + now.asString("") + "\"]: may not change once set",
                    "spec.clusterIPs[0]"));
        }
    }

    private static void pod(ObjectNode before, ObjectNode after, List<Cause> causes) {
        if (!Values.same(unchangeable(before), unchangeable(after))) {
            causes.add(new Cause(
                    "FieldValueForbidden",
                    "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
                            + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds`, `spec.tolerations` (only"
                            + " additions to existing tolerations), `spec.terminationGracePeriodSeconds` (allow it to be set"
                            + " to 1 if it was previously negative)",
                    "spec"));
        }
    }

    private static JsonNode unchangeable(ObjectNode pod) {
        ObjectNode spec = (ObjectNode) pod.path("spec").deepCopy();
        spec.remove(List.of(
                "activeDeadlineSeconds",
                "tolerations",
                "nodeName",
                "terminationGracePeriodSeconds",
                "schedulingGates",
                "ephemeralContainers"));
        for (String list : List.of("containers", "initContainers")) {
            spec.path(list).forEach(container -> ((ObjectNode) container).remove(List.of("image", "resources")));
        }
        return spec;
    }

    private static void claim(ObjectNode before, ObjectNode after, List<Cause> causes) {
        ObjectNode old = (ObjectNode) before.path("spec").deepCopy();
        ObjectNode now = (ObjectNode) after.path("spec").deepCopy();
        List<String> mutable = List.of("resources", "volumeName", "volumeAttributesClassName");
        old.remove(mutable);
        now.remove(mutable);
        // A claim that names no class is given the default one when it is bound.
        if (before.at("/spec/volumeName").asString("").isEmpty() && !old.has("storageClassName")) {
            now.remove("storageClassName");
        }
        if (!Values.same(old, now)) {
            causes.add(new Cause(
                    "FieldValueForbidden",
                    "Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for"
                            + " bound claims",
                    "spec"));
        }
    }
}
