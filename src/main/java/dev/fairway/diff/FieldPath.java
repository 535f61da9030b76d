package dev.fairway.diff;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where a value is in an object. Grows from the root and is written out only when someone asks, since most fields of most
 * objects do not differ.
 *
 * @param holder what holds it, empty at the root
 * @param segment the field's name, or the label of a list item
 * @param isItem whether it is a list item
 */
record FieldPath(Optional<FieldPath> holder, String segment, boolean isItem) {

    static final FieldPath ROOT = new FieldPath(Optional.empty(), "", true);

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    FieldPath field(String name) {
        return new FieldPath(Optional.of(this), name, false);
    }

    FieldPath item(String label) {
        return new FieldPath(Optional.of(this), label, true);
    }

    /** For people: {@code spec.template.spec.containers[name=web].image}. */
    String display() {
        return holder.map(above ->
                        isItem ? above.display() + "[" + segment + "]" : joined(above.display(), shown(segment)))
                .orElse("");
    }

    /** Without list items: what the types of fields are known by. */
    String plain() {
        return holder.map(above -> isItem ? above.plain() : joined(above.plain(), segment))
                .orElse("");
    }

    /** The name of this field, or of the list whose item this is. */
    String last() {
        return nearest(FieldPath::segment);
    }

    /** The name of the field that holds this one. */
    String parent() {
        return nearest(name -> name.holder().map(FieldPath::last).orElse(""));
    }

    private String nearest(Function<FieldPath, String> answer) {
        FieldPath path = this;
        while (path.isItem && path.holder.isPresent()) {
            path = path.holder.get();
        }
        return answer.apply(path);
    }

    private static String joined(String above, String name) {
        return above.isEmpty() ? name : above + "." + name;
    }

    private static String shown(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : "\"" + name + "\"";
    }
}
