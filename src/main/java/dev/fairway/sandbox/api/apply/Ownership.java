package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.apply.Managers.Identity;
import dev.fairway.sandbox.api.apply.Managers.Operation;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Field ownership: what an update takes over, what an apply may change, and what goes because its owner dropped it. The
 * rules are those of Kubernetes' server-side apply; objects come in with their managedFields and leave with new ones.
 */
public final class Ownership {

    private static final String BEFORE_FIRST_APPLY = "before-first-apply";
    private static final FieldSet NEVER_OWNED = FieldSet.ofNames(
            Map.of(
                    "metadata",
                    FieldSet.ofNames(
                            Map.of(),
                            "name",
                            "namespace",
                            "creationTimestamp",
                            "selfLink",
                            "uid",
                            "clusterName",
                            "generation",
                            "managedFields",
                            "resourceVersion")),
            "apiVersion",
            "kind",
            "metadata");

    private final SchemaType.Struct schema;
    private final String apiVersion;
    private final ObjectNode nothing;
    private final FieldSet ignored;
    private final Writer writer;

    /**
     * Who writes.
     *
     * @param manager the field manager
     * @param subresource empty for the object itself
     * @param now when a field changes hands now
     */
    public record Writer(String manager, String subresource, Instant now) {}

    /**
     * @param nothing an object that says nothing: what a new one is compared with
     */
    public Ownership(ResourceType type, ObjectNode nothing, Writer writer) {
        this.schema = type.schema();
        this.apiVersion = type.apiVersion();
        this.nothing = nothing;
        this.ignored = ignored(type, writer.subresource());
        this.writer = writer;
    }

    /** What a write cannot change it cannot own either: the status of an object, and everything else of its status. */
    private static FieldSet ignored(ResourceType type, String subresource) {
        if (!type.hasSubresource("status")) {
            return FieldSet.empty();
        }
        if (!subresource.equals("status")) {
            return FieldSet.ofNames(Map.of(), "status");
        }
        String[] others = type.schema().fields().keySet().stream()
                .filter(field -> !field.equals("status"))
                .toArray(String[]::new);
        return FieldSet.ofNames(Map.of(), others);
    }

    /**
     * The managedFields after a write that is not an apply: the writer owns what it changed, alone.
     *
     * @param before the object as it was
     * @param after the object as it will be, with the managedFields the writer sent
     */
    public void update(ObjectNode before, ObjectNode after) {
        Managers managers = claimed(before, after);
        ObjectNode old = withoutManagers(before);
        ObjectNode now = withoutManagers(after);
        Comparison comparison = Comparison.of(old, now, schema);
        Identity self = new Identity(writer.manager(), Operation.UPDATE, apiVersion, writer.subresource());
        FieldSet taken = owned(comparison.modified().union(comparison.added())).minusTrees(ignored);
        Managers others = managers.map((identity, fields) -> identity.equals(self)
                ? fields.minus(comparison.removed())
                : fields.minus(taken).minus(comparison.removed()));
        if (!taken.isEmpty()) {
            others = others.with(self, others.fieldsOf(self).union(taken), timeOfUpdate());
        }
        write(after, others);
    }

    /** A real server notes no time for what was scaled. */
    private Optional<Instant> timeOfUpdate() {
        return writer.subresource().equals("scale") ? Optional.empty() : Optional.of(writer.now());
    }

    /** The managedFields of a new object: the writer owns all of it. */
    public void create(ObjectNode object) {
        update(nothing, object);
    }

    /** A writer may hand in managedFields of its own; a single empty row means: forget them all. */
    private static Managers claimed(ObjectNode before, ObjectNode after) {
        JsonNode sent = after.path("metadata").path("managedFields");
        if (sent.size() == 1 && sent.path(0).isEmpty()) {
            return new Managers(Map.of());
        }
        return Managers.read(sent.isEmpty() ? before.path("metadata").path("managedFields") : sent);
    }

    /**
     * The object after an apply.
     *
     * @param live the object as it is, an empty node for a creation
     * @param config everything the writer wants, and nothing else
     * @throws ApplyConflictException if another manager owns a field with another value
     */
    public ObjectNode apply(ObjectNode live, ObjectNode config, Conflicts conflicts) {
        ObjectNode current = withoutManagers(live.isEmpty() ? nothing : live);
        Managers managers = before(live);
        Identity self = new Identity(writer.manager(), Operation.APPLY, apiVersion, writer.subresource());
        FieldSet last = managers.fieldsOf(self);
        FieldSet wanted = FieldSets.of(config, schema).minusTrees(ignored);
        JsonNode merged =
                Merger.merge(current, Removal.from(config, ignored, schema).orElse(config), schema);
        Managers claims = managers.with(self, wanted, managers.since(self));
        ObjectNode result = (ObjectNode) prune(merged, claims, last);
        Comparison comparison = Comparison.of(current, result, schema);
        FieldSet changed = comparison.modified().union(comparison.added());
        if (conflicts == Conflicts.REPORTED) {
            report(claims, self, changed);
        }
        boolean same = comparison.isSame();
        Managers after = claims.map((identity, fields) -> {
            FieldSet left =
                    identity.equals(self) ? fields : fields.minus(changed).minus(comparison.removed());
            return owned(left);
        });
        if (!same) {
            after = after.with(self, after.fieldsOf(self), Optional.of(writer.now()));
        }
        write(result, after);
        return result;
    }

    /** What to do with a field that another manager owns. */
    public enum Conflicts {
        REPORTED,
        FORCED
    }

    /** Fields that were there before anyone applied belong to a manager of their own. */
    private Managers before(ObjectNode live) {
        JsonNode rows = live.path("metadata").path("managedFields");
        if (!rows.isEmpty() || !live.path("metadata").has("uid")) {
            return Managers.read(rows);
        }
        FieldSet all = owned(Comparison.of(nothing, withoutManagers(live), schema)
                .added()
                .union(Comparison.of(nothing, withoutManagers(live), schema).modified()));
        return new Managers(Map.of())
                .with(
                        new Identity(BEFORE_FIRST_APPLY, Operation.UPDATE, apiVersion, ""),
                        all,
                        Optional.of(writer.now()));
    }

    private void report(Managers managers, Identity self, FieldSet changed) {
        List<ApplyConflictException.Conflict> found = new ArrayList<>();
        for (Identity identity : managers.identities()) {
            if (!identity.equals(self)) {
                for (String path :
                        managers.fieldsOf(identity).intersect(changed).paths()) {
                    found.add(new ApplyConflictException.Conflict(describe(identity), path));
                }
            }
        }
        if (!found.isEmpty()) {
            throw new ApplyConflictException(found);
        }
    }

    private static String describe(Identity identity) {
        String text = '"' + identity.manager() + '"';
        if (!identity.subresource().isEmpty()) {
            text += " with subresource \"" + identity.subresource() + '"';
        }
        if (identity.operation() == Operation.APPLY) {
            return text;
        }
        return text + " using " + identity.apiVersion();
    }

    /**
     * Takes out what this manager applied last time and leaves out now, unless another manager claims it; an item that
     * loses all its owners this way goes, one that somebody else still needs stays.
     */
    private JsonNode prune(JsonNode merged, Managers managers, FieldSet last) {
        if (last.isEmpty()) {
            return merged;
        }
        JsonNode pruned = removeFrom(merged, last.withNamedFields(schema));
        FieldSet mergedFields = fields(merged);
        FieldSet claimed = managers.claims().values().stream()
                .map(Managers.Claim::fields)
                .reduce(FieldSet.empty(), FieldSet::union)
                .withNamedFields(schema);
        JsonNode withOwned =
                removeFrom(merged, mergedFields.minus(fields(pruned).union(claimed)));
        return removeFrom(merged, mergedFields.minus(fields(withOwned)).intersect(last.withNamedFields(schema)));
    }

    private FieldSet fields(JsonNode value) {
        return FieldSets.of(value, schema).withNamedFields(schema);
    }

    private JsonNode removeFrom(JsonNode value, FieldSet set) {
        return Removal.from(value, set, schema).orElseGet(() -> value.deepCopy());
    }

    private static FieldSet owned(FieldSet fields) {
        return fields.minus(NEVER_OWNED);
    }

    private static ObjectNode withoutManagers(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return copy;
    }

    private static void write(ObjectNode object, Managers managers) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (managers.claims().isEmpty()) {
            metadata.remove("managedFields");
        } else {
            metadata.set("managedFields", managers.write());
        }
    }
}
