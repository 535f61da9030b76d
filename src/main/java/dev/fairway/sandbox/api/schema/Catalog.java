package dev.fairway.sandbox.api.schema;

import dev.fairway.resource.GroupKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind that is served now. Readers see a whole picture: a change swaps it. */
public final class Catalog {

    private final BuiltinSchema builtin;
    private final Map<String, List<ResourceType>> custom = new LinkedHashMap<>();
    private volatile Picture picture;

    public Catalog(BuiltinSchema builtin) {
        this.builtin = builtin;
        this.picture = Picture.of(builtin.resources());
    }

    public BuiltinSchema builtin() {
        return builtin;
    }

    public Collection<ResourceType> all() {
        return picture.byPath.values();
    }

    public Optional<ResourceType> at(String group, String version, String plural) {
        return Optional.ofNullable(picture.byPath.get(group + "/" + version + "/" + plural));
    }

    /** The version in which objects of a kind are kept. */
    public Optional<ResourceType> storageOf(GroupKind kind) {
        return Optional.ofNullable(picture.byKind.get(kind));
    }

    /**
     * Replaces what one CustomResourceDefinition serves.
     *
     * @param definition its name
     * @param types one per served version, the storage version first; empty when the definition is gone
     */
    public synchronized void define(String definition, List<ResourceType> types) {
        if (types.isEmpty()) {
            custom.remove(definition);
        } else {
            custom.put(definition, types);
        }
        List<ResourceType> all = new ArrayList<>(builtin.resources());
        custom.values().forEach(all::addAll);
        picture = Picture.of(all);
    }

    private record Picture(Map<String, ResourceType> byPath, Map<GroupKind, ResourceType> byKind) {

        static Picture of(List<ResourceType> types) {
            Map<String, ResourceType> byPath = new LinkedHashMap<>();
            Map<GroupKind, ResourceType> byKind = new HashMap<>();
            for (ResourceType type : types) {
                byPath.put(type.group() + "/" + type.version() + "/" + type.plural(), type);
                byKind.putIfAbsent(type.groupKind(), type);
            }
            return new Picture(byPath, byKind);
        }
    }
}
