package dev.fairway.sync;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.resource.ResourceKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The form in which a run is kept: JSON without what is empty, keys as one text, compressed: its tasks resemble each other. */
public final class SyncRunJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY)
                    .withCreatorVisibility(Visibility.ANY))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addModule(new SimpleModule()
                    .addSerializer(ResourceKey.class, new KeyWriter())
                    .addDeserializer(ResourceKey.class, new KeyReader()))
            .build();

    private SyncRunJson() {}

    /** Compressed as zlib does (RFC 1950). */
    public static byte[] pack(SyncRun run) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            MAPPER.writeValue(out, run);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a run back. Whoever goes on with it calls {@link SyncRun#resume} first.
     *
     * @param packed what {@link #pack} gave, or plain JSON: so runs were kept before
     * @throws tools.jackson.core.JacksonException if it is neither
     */
    public static SyncRun unpack(byte[] packed) {
        if (packed.length > 0 && packed[0] == '{') {
            return MAPPER.readValue(packed, SyncRun.class);
        }
        return MAPPER.readValue(new InflaterInputStream(new ByteArrayInputStream(packed)), SyncRun.class);
    }

    private static final class KeyWriter extends ValueSerializer<ResourceKey> {

        @Override
        public void serialize(ResourceKey key, JsonGenerator json, SerializationContext context) {
            json.writeString(key.toString());
        }
    }

    private static final class KeyReader extends ValueDeserializer<ResourceKey> {

        @Override
        public ResourceKey deserialize(JsonParser json, DeserializationContext context) {
            return ResourceKey.parse(json.getString());
        }
    }
}
