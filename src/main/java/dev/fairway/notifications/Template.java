package dev.fairway.notifications;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders as Argo CD's users write them: <code>{{.app.metadata.name}}</code>. Values only: no conditions, no
 * loops, no functions, so that a text can neither run anything nor read what no placeholder is for.
 */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(.{0,200}?)}}", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("-?\\s*\\.([A-Za-z][A-Za-z.]{0,100})\\s*-?");
    private static final int LONGEST_SHOWN = 60;

    private sealed interface Part {}

    private record Words(String text) implements Part {}

    private record Value(String path) implements Part {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * @param what how the error names it
     * @throws ProblemException {@code TemplateInvalid}
     */
    static Template read(String what, String text, int longest) {
        if (text.length() > longest) {
            throw invalid("The %s is longer than %d characters.".formatted(what, longest));
        }
        List<Part> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int at = 0;
        while (places.find()) {
            parts.add(words(what, text.substring(at, places.start())));
            parts.add(new Value(path(what, places.group(1))));
            at = places.end();
        }
        parts.add(words(what, text.substring(at)));
        return new Template(parts);
    }

    String with(Facts facts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Words words -> words.text();
                        case Value value -> facts.of(value.path());
                    });
        }
        return text.toString();
    }

    private static Words words(String what, String text) {
        if (text.contains("{{")) {
            throw invalid("The %s opens a placeholder with {{ that no }} closes.".formatted(what));
        }
        return new Words(text);
    }

    private static String path(String what, String written) {
        Matcher path = PATH.matcher(written.strip());
        if (!path.matches()) {
            throw invalid(
                    "{{%s}} in the %s is not understood: a placeholder is a value like {{.app.metadata.name}}; conditions, loops and functions are not supported."
                            .formatted(shown(written), what));
        }
        String name = path.group(1);
        if (!Facts.NAMES.contains(name)) {
            throw invalid("{{.%s}} in the %s is no value that Fairway knows. There are: %s."
                    .formatted(shown(name), what, String.join(", ", Facts.NAMES)));
        }
        return name;
    }

    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    static ProblemException invalid(String message) {
        return Problem.stalled("TemplateInvalid", message).asException();
    }
}
