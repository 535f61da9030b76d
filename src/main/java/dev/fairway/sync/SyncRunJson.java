package dev.fairway.sync;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.resource.ResourceKey;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The form in which a run is kept: JSON without what is empty, keys as one text. */
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

    public static String write(SyncRun run) {
        return MAPPER.writeValueAsString(run);
    }

    /**
     * Reads a run back. Whoever goes on with it calls {@link SyncRun#resume} first.
     *
     * @throws tools.jackson.core.JacksonException if the text is not what {@link #write} gives
     */
    public static SyncRun read(String json) {
        return MAPPER.readValue(json, SyncRun.class);
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
