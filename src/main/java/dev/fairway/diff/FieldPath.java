package dev.fairway.diff;

/**
 * Where a value is in an object. Grows from the root; two texts are kept: one for people, one without list items, by
 * which field types are known.
 */
record FieldPath(String display, String plain, String last) {

    static final FieldPath ROOT = new FieldPath("", "", "");

    FieldPath field(String name) {
        String shown = name.matches("[A-Za-z0-9_-]+") ? name : "\"" + name + "\"";
        return new FieldPath(
                display.isEmpty() ? shown : display + "." + shown, plain.isEmpty() ? name : plain + "." + name, name);
    }

    FieldPath item(String label) {
        return new FieldPath(display + "[" + label + "]", plain, last);
    }

    /** The name of the field that holds this one. */
    String parent() {
        int end = plain.lastIndexOf('.');
        return end < 0 ? "" : plain.substring(plain.lastIndexOf('.', end - 1) + 1, end);
    }
}
