package dev.fairway.sandbox.api.apply;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who owns which fields of one object: its {@code metadata.managedFields}. Immutable. */
record Managers(Map<Identity, Claim> claims) {

    /** The two ways to own a field: a manager that applies states its whole intent, one that updates only its change. */
    enum Operation {
        APPLY("Apply"),
        UPDATE("Update");

        private final String text;

        Operation(String text) {
            this.text = text;
        }
    }

    /** One row of managedFields is named by all four. */
    record Identity(String manager, Operation operation, String apiVersion, String subresource) {}

    /**
     * @param since when it last took a field; empty in an entry that has no time
     */
    record Claim(FieldSet fields, Optional<Instant> since) {}

    static Managers read(JsonNode managedFields) {
        Map<Identity, Claim> claims = new LinkedHashMap<>();
        for (JsonNode row : managedFields) {
            Identity identity = new Identity(
                    row.path("manager").asString(""),
                    row.path("operation").asString("").equals("Apply") ? Operation.APPLY : Operation.UPDATE,
                    row.path("apiVersion").asString(""),
                    row.path("subresource").asString(""));
            claims.put(
                    identity,
                    new Claim(
                            FieldSet.of(row.path("fieldsV1")),
                            time(row.path("time").asString(""))));
        }
        return new Managers(claims);
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Appliers first, then by time, as the server lists them. */
    ArrayNode write() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        claims.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Identity, Claim>, Operation>comparing(
                                e -> e.getKey().operation())
                        .thenComparing(e -> e.getValue().since().orElse(Instant.MIN))
                        .thenComparing(e -> e.getKey().manager())
                        .thenComparing(e -> e.getKey().apiVersion())
                        .thenComparing(e -> e.getKey().subresource()))
                .forEach(e -> rows.add(row(e.getKey(), e.getValue())));
        return rows;
    }

    private static ObjectNode row(Identity identity, Claim claim) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("apiVersion", identity.apiVersion());
        row.put("fieldsType", "FieldsV1");
        row.set("fieldsV1", claim.fields().toJson());
        row.put("manager", identity.manager());
        row.put("operation", identity.operation().text);
        if (!identity.subresource().isEmpty()) {
            row.put("subresource", identity.subresource());
        }
        claim.since()
                .ifPresent(time ->
                        row.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString()));
        return row;
    }

    FieldSet fieldsOf(Identity identity) {
        Claim claim = claims.get(identity);
        return claim == null ? FieldSet.empty() : claim.fields();
    }

    Optional<Instant> since(Identity identity) {
        return Optional.ofNullable(claims.get(identity)).flatMap(Claim::since);
    }

    /** With one claim replaced; a claim to nothing disappears. */
    Managers with(Identity identity, FieldSet fields, Optional<Instant> since) {
        Map<Identity, Claim> changed = new LinkedHashMap<>(claims);
        if (fields.isEmpty()) {
            changed.remove(identity);
        } else {
            changed.put(identity, new Claim(fields, since));
        }
        return new Managers(changed);
    }

    /** With every set of fields passed through a function; claims to nothing disappear. */
    Managers map(BiFunction<Identity, FieldSet, FieldSet> change) {
        Map<Identity, Claim> changed = new LinkedHashMap<>();
        claims.forEach((identity, claim) -> {
            FieldSet fields = change.apply(identity, claim.fields());
            if (!fields.isEmpty()) {
                changed.put(identity, new Claim(fields, claim.since()));
            }
        });
        return new Managers(changed);
    }

    List<Identity> identities() {
        return List.copyOf(claims.keySet());
    }
}
