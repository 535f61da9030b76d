package dev.fairway.sandbox.api.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of a value, as far as validation, patches and field ownership need it. */
public sealed interface SchemaType {

    /** Who may own what inside a list. */
    enum ListKind {
        /** Owned as a whole. */
        ATOMIC,
        /** Each distinct scalar is owned on its own. */
        SET,
        /** Each item is named by its key fields and owned field by field. */
        KEYED
    }

    /** The scalars an API server tells apart. */
    enum ScalarKind {
        STRING,
        BYTES,
        INTEGER,
        NUMBER,
        BOOLEAN,
        TIME,
        MICRO_TIME,
        QUANTITY,
        INT_OR_STRING
    }

    record Scalar(ScalarKind kind) implements SchemaType {}

    /**
     * No shape is known.
     *
     * @param atomic owned as a whole; otherwise maps inside it are owned key by key and lists as a whole
     */
    record Anything(boolean atomic) implements SchemaType {}

    /**
     * @param keys the fields that name an item of a {@link ListKind#KEYED} list, otherwise empty
     */
    record ListOf(SchemaType element, ListKind kind, List<String> keys) implements SchemaType {}

    record MapOf(SchemaType element, boolean atomic) implements SchemaType {}

    /** An object with known fields; types may refer to themselves, so the fields are filled in after it is made. */
    final class Struct implements SchemaType {

        private final String name;
        private final Map<String, Field> fields = new LinkedHashMap<>();
        private boolean atomic;
        private boolean open;

        Struct(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        public Map<String, Field> fields() {
            return fields;
        }

        public Optional<Field> field(String field) {
            return Optional.ofNullable(fields.get(field));
        }

        /** Owned as a whole. */
        public boolean atomic() {
            return atomic;
        }

        /** Keeps fields it does not declare. */
        public boolean open() {
            return open;
        }

        void markAtomic() {
            atomic = true;
        }

        void markOpen() {
            open = true;
        }
    }
}
