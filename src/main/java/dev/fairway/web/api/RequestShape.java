package dev.fairway.web.api;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which fields a request may have, and of which type: facts kept in {@code api/request-shape.json}. A name that is spelled
 * wrong is told instead of being forgotten. {@code null} counts as left out.
 */
final class RequestShape {

    private static final JsonNode TYPES = read();

    private RequestShape() {}

    /**
     * @param type a name of {@code types} in the file
     * @throws ProblemException {@code UnknownField} or {@code WrongType}, naming the place
     */
    static void require(JsonNode body, String type) {
        check(body, type, "");
    }

    private static void check(JsonNode value, String type, String place) {
        if (value.isNull() || type.equals("any")) {
            return;
        }
        if (type.startsWith("[]")) {
            expect(value.isArray(), place, "a list");
            for (int i = 0; i < value.size(); i++) {
                check(value.path(i), type.substring(2), place + "[" + i + "]");
            }
        } else if (type.startsWith("{}")) {
            expect(value.isObject(), place, "an object");
            value.properties()
                    .forEach(entry -> check(entry.getValue(), type.substring(2), below(place, entry.getKey())));
        } else {
            switch (type) {
                case "string" -> expect(value.isString(), place, "a text");
                case "boolean" -> expect(value.isBoolean(), place, "true or false");
                case "integer" -> expect(value.isIntegralNumber(), place, "a whole number");
                case "number" -> expect(value.isNumber(), place, "a number");
                default -> fields(value, type, place);
            }
        }
    }

    private static void fields(JsonNode value, String type, String place) {
        expect(value.isObject(), place, "an object");
        JsonNode known = TYPES.path(type);
        value.properties().forEach(entry -> {
            String name = below(place, entry.getKey());
            if (!known.has(entry.getKey())) {
                throw Problem.stalled("UnknownField", "%s is no field.%s".formatted(name, hint(known, entry.getKey())))
                        .asException();
            }
            check(entry.getValue(), known.path(entry.getKey()).asString(), name);
        });
    }

    private static String hint(JsonNode known, String wrong) {
        return known.propertyNames().stream()
                .filter(name -> name.equalsIgnoreCase(wrong))
                .findFirst()
                .map(name -> " Did you mean " + name + "?")
                .orElseGet(() -> " There are " + String.join(", ", known.propertyNames()) + ".");
    }

    private static void expect(boolean asItShouldBe, String place, String what) {
        if (!asItShouldBe) {
            throw Problem.stalled("WrongType", "%s must be %s.".formatted(place.isEmpty() ? "The body" : place, what))
                    .asException();
        }
    }

    private static String below(String place, String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    private static JsonNode read() {
        try (InputStream file =
                Objects.requireNonNull(RequestShape.class.getResourceAsStream("/api/request-shape.json"))) {
            return new JsonMapper().readTree(file).path("types");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
