package dev.fairway.sandbox.api.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.storage.ObjectJson;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import io.kubernetes.client.proto.V1Scheduling;
import io.kubernetes.client.proto.V1Storage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the binary form in which typed clients of Go, {@code kubectl create} among them, send objects: four bytes, then an envelope
 * that names the kind (<a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding">API concepts</a>). What
 * comes out is what the same client would have sent as JSON, but for zeros, which say nothing of whether they were set; whoever
 * decodes the object knows which fields tell.
 */
final class Protobuf {

    static final String TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter SECONDS = utc("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROSECONDS = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    /** A descriptor is built when its first object comes. */
    static final Map<String, Supplier<FileDescriptor>> FILES = Map.ofEntries(
            Map.entry("v1", V1::getDescriptor),
            Map.entry("apps/v1", V1Apps::getDescriptor),
            Map.entry("authentication.k8s.io/v1", V1Authentication::getDescriptor),
            Map.entry("authorization.k8s.io/v1", V1Authorization::getDescriptor),
            Map.entry("autoscaling/v1", V1Autoscaling::getDescriptor),
            Map.entry("batch/v1", V1Batch::getDescriptor),
            Map.entry("networking.k8s.io/v1", V1Networking::getDescriptor),
            Map.entry("policy/v1", V1Policy::getDescriptor),
            Map.entry("rbac.authorization.k8s.io/v1", V1Rbac::getDescriptor),
            Map.entry("scheduling.k8s.io/v1", V1Scheduling::getDescriptor),
            Map.entry("storage.k8s.io/v1", V1Storage::getDescriptor));

    /** Fields of a message whose own fields stand in their place in JSON: embedded structs of Go. */
    private static final Set<String> EMBEDDED = Set.of(
            "ephemeralContainerCommon",
            "handler",
            "ingressRuleValue",
            "localObjectReference",
            "persistentVolumeSource",
            "rule",
            "volumeSource");

    private Protobuf() {}

    /** @throws StatusException 400 if it cannot be read or says what is not known here; 415 if its kind is none that is read in this form */
    static ObjectNode object(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw StatusException.badRequest("provided data does not appear to be a protobuf message");
        }
        try {
            Runtime.Unknown envelope =
                    Runtime.Unknown.parseFrom(ByteString.copyFrom(body, MAGIC.length, body.length - MAGIC.length));
            String version = envelope.getTypeMeta().getApiVersion();
            String kind = envelope.getTypeMeta().getKind();
            ObjectNode object = message(DynamicMessage.parseFrom(descriptor(version, kind), envelope.getRaw()));
            return object.put("apiVersion", version).put("kind", kind);
        } catch (InvalidProtocolBufferException e) {
            throw StatusException.badRequest("the protobuf message cannot be read: " + e.getMessage());
        }
    }

    private static Descriptor descriptor(String version, String kind) {
        Descriptor descriptor = null;
        if (kind.equals("DeleteOptions")) {
            descriptor = Meta.DeleteOptions.getDescriptor();
        } else if (FILES.containsKey(version)) {
            descriptor = FILES.get(version).get().findMessageTypeByName(kind);
        }
        if (descriptor == null) {
            throw StatusException.unsupportedMediaType("application/json, application/yaml");
        }
        return descriptor;
    }

    private static ObjectNode message(Message message) {
        refuseUnknown(message);
        ObjectNode object = JSON.objectNode();
        message.getAllFields().forEach((field, value) -> {
            if (field.isMapField()) {
                object.set(name(field), map((List<?>) value));
            } else if (field.isRepeated()) {
                ArrayNode array = object.putArray(name(field));
                ((List<?>) value).forEach(each -> array.add(value(field, each)));
            } else if (isEmbedded(field)) {
                object.setAll(message((Message) value));
            } else {
                object.set(name(field), value(field, value));
            }
        });
        return object;
    }

    /** A client may be newer than the descriptors: what it says is not left out in silence. A zero says nothing. */
    private static void refuseUnknown(Message message) {
        message.getUnknownFields().asMap().forEach((number, field) -> {
            boolean says = field.getLengthDelimitedList().stream().anyMatch(text -> !text.isEmpty())
                    || field.getVarintList().stream().anyMatch(value -> value != 0)
                    || !field.getFixed64List().isEmpty()
                    || !field.getFixed32List().isEmpty()
                    || !field.getGroupList().isEmpty();
            if (says) {
                throw StatusException.badRequest("field %d of %s is not known in its binary form here; send JSON"
                        .formatted(number, message.getDescriptorForType().getName()));
            }
        });
    }

    /** The same as in JSON, but for one whose capitals a generator took apart. */
    static String name(FieldDescriptor field) {
        return field.getName().equals("aPIGroup") ? "apiGroup" : field.getName();
    }

    static boolean isEmbedded(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && EMBEDDED.contains(field.getName());
    }

    private static ObjectNode map(List<?> entries) {
        ObjectNode object = JSON.objectNode();
        for (Object each : entries) {
            Message entry = (Message) each;
            FieldDescriptor value = entry.getDescriptorForType().findFieldByName("value");
            Object key = entry.getField(entry.getDescriptorForType().findFieldByName("key"));
            object.set(String.valueOf(key), value(value, entry.getField(value)));
        }
        return object;
    }

    private static JsonNode value(FieldDescriptor field, Object value) {
        return switch (value) {
            case Message message -> known(message);
            case ByteString bytes -> JSON.stringNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case String text -> JSON.stringNode(text);
            case Boolean bool -> JSON.booleanNode(bool);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            default -> throw StatusException.badRequest("the field " + field.getName() + " has an unknown form");
        };
    }

    /** Types that write themselves in JSON in a way of their own. */
    private static JsonNode known(Message message) {
        return switch (message.getDescriptorForType().getFullName()) {
            case "k8s.io.apimachinery.pkg.apis.meta.v1.Time" -> time(message, SECONDS);
            case "k8s.io.apimachinery.pkg.apis.meta.v1.MicroTime" -> time(message, MICROSECONDS);
            case "k8s.io.apimachinery.pkg.util.intstr.IntOrString" ->
                number(message, "type") == 0
                        ? JSON.numberNode(number(message, "intVal"))
                        : JSON.stringNode((String) field(message, "strVal"));
            case "k8s.io.apimachinery.pkg.api.resource.Quantity" -> JSON.stringNode((String) field(message, "string"));
            case "k8s.io.apimachinery.pkg.runtime.RawExtension" -> json((ByteString) field(message, "raw"));
            case "k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1" -> json((ByteString) field(message, "Raw"));
            case "k8s.io.api.authentication.v1.ExtraValue", "k8s.io.api.authorization.v1.ExtraValue" ->
                message(message).path("items");
            default -> message(message);
        };
    }

    /** A moment that was never set is an empty message. */
    private static JsonNode time(Message message, DateTimeFormatter form) {
        long seconds = number(message, "seconds");
        long nanos = number(message, "nanos");
        if (seconds == 0 && nanos == 0) {
            return JSON.nullNode();
        }
        try {
            return JSON.stringNode(form.format(Instant.ofEpochSecond(seconds, nanos)));
        } catch (DateTimeException e) {
            throw StatusException.badRequest("a time in the protobuf message is beyond all calendars");
        }
    }

    private static JsonNode json(ByteString text) {
        try {
            return text.isEmpty() ? JSON.nullNode() : ObjectJson.MAPPER.readTree(text.toByteArray());
        } catch (JacksonException e) {
            throw StatusException.badRequest(
                    "the JSON in the protobuf message cannot be read: " + e.getOriginalMessage());
        }
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static long number(Message message, String name) {
        return ((Number) field(message, name)).longValue();
    }

    private static Object field(Message message, String name) {
        return message.getField(message.getDescriptorForType().findFieldByName(name));
    }
}
