package dev.fairway.sandbox.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.fairway.sandbox.api.schema.BuiltinSchema;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProtobufTest {

    private final Set<String> homeless = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private int kinds;

    /** A struct of Go that is embedded and that nobody listed would appear here under its own name. */
    @Test
    void everyFieldOfEveryServedKindHasItsPlaceInJson() {
        for (ResourceType type : new Catalog(BuiltinSchema.load()).all()) {
            Optional.ofNullable(Protobuf.FILES.get(type.apiVersion()))
                    .map(file -> file.get().findMessageTypeByName(type.kind()))
                    .ifPresent(descriptor -> {
                        kinds++;
                        walk(descriptor, type.schema());
                    });
        }
        assertThat(kinds).isGreaterThan(20);
        assertThat(homeless)
                .as("but for one of an API that has changed since")
                .containsExactly("k8s.io.api.core.v1.PodResourceClaim.source");
    }

    private void walk(Descriptor descriptor, SchemaType schema) {
        if (!(schema instanceof SchemaType.Struct struct)
                || struct.open()
                || !seen.add(descriptor.getFullName() + " " + struct.name())) {
            return;
        }
        for (FieldDescriptor field : descriptor.getFields()) {
            if (Protobuf.isEmbedded(field)) {
                walk(field.getMessageType(), struct);
            } else if (!struct.fields().containsKey(Protobuf.name(field))) {
                homeless.add(descriptor.getFullName() + "." + field.getName());
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField()) {
                walk(
                        field.getMessageType(),
                        element(struct.fields().get(Protobuf.name(field)).type()));
            }
        }
    }

    private static SchemaType element(SchemaType type) {
        return type instanceof SchemaType.ListOf list ? list.element() : type;
    }
}
