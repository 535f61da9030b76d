package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Items of sets and keyed lists that share a name with one before: an apply must not say the same twice. */
public final class Repetitions {

    private final List<String> found = new ArrayList<>();

    private Repetitions() {}

    /** In the server's words, one for each. */
    public static List<String> in(JsonNode object, SchemaType type) {
        Repetitions repetitions = new Repetitions();
        repetitions.look(object, type, "");
        return List.copyOf(repetitions.found);
    }

    private void look(JsonNode value, SchemaType type, String path) {
        switch (Shape.of(type, value)) {
            case Shape.Whole ignored -> {}
            case Shape.Named named ->
                value.properties()
                        .forEach(
                                field -> look(field.getValue(), named.of(field.getKey()), path + "." + field.getKey()));
            case Shape.Items items -> {
                Set<String> names = new HashSet<>();
                for (JsonNode item : value) {
                    String name = PathElements.item(items.list(), item);
                    String shown = PathElements.display(name);
                    if (!names.add(name)) {
                        found.add(path + ": duplicate entries for key " + shown);
                    }
                    look(item, items.list().element(), path + shown);
                }
            }
        }
    }
}
