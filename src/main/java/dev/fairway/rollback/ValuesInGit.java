package dev.fairway.rollback;

import dev.fairway.resource.YamlPlace;
import dev.fairway.resource.YamlPlace.Leaf;
import dev.fairway.rollback.FieldInGit.Place;
import dev.fairway.source.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which of Helm's values a field may come from: those that say what Git says of the field, or a part of it, as a tag is a part of an
 * image. Whether one does is for rendering to prove.
 */
final class ValuesInGit {

    private static final int MOST_LEAVES = 2_000;

    /** A part that is shorter is in everything. */
    private static final int SHORTEST_PART = 2;

    private ValuesInGit() {}

    /**
     * A value and the file with it changed.
     *
     * @param name as people write it: {@code image.tag}
     * @param exact it says the whole of what the field says
     */
    record Candidate(String name, boolean exact, Place place) {

        String told() {
            return "%s in line %d of %s".formatted(name, place.yaml().line(), place.path());
        }
    }

    /**
     * @param said what Git says of the field
     * @param wanted what it is to say
     * @return those that say all of it first
     */
    static List<Candidate> candidates(SourceTree tree, List<String> closure, JsonNode said, JsonNode wanted) {
        List<Candidate> found = new ArrayList<>();
        if (!said.isValueNode() || !wanted.isValueNode() || said.isNull() || wanted.isNull()) {
            return found;
        }
        FieldInGit.texts(tree, closure).forEach((path, text) -> {
            if (!isOfTheChart(path)) {
                for (Leaf leaf : YamlPlace.leaves(text, MOST_LEAVES)) {
                    value(leaf, said, wanted)
                            .flatMap(value -> YamlPlace.replacing(text, leaf, value))
                            .ifPresent(place -> found.add(new Candidate(
                                    leaf.name(), leaf.value().equals(said.asString()), new Place(path, place))));
                }
            }
        });
        found.sort(Comparator.comparing(candidate -> !candidate.exact()));
        return found;
    }

    /** What belongs to a chart and holds no values. */
    private static boolean isOfTheChart(String path) {
        return path.endsWith("Chart.yaml")
                || path.startsWith("templates/")
                || path.contains("/templates/")
                || path.startsWith("crds/")
                || path.contains("/crds/");
    }

    private static Optional<JsonNode> value(Leaf leaf, JsonNode said, JsonNode wanted) {
        String git = said.asString();
        if (leaf.value().equals(git)) {
            // A text stays one: a template may quote it or not.
            return Optional.of(
                    leaf.text() && !wanted.isString()
                            ? JsonNodeFactory.instance.stringNode(wanted.asString())
                            : wanted);
        }
        int at = git.indexOf(leaf.value());
        if (leaf.value().length() < SHORTEST_PART || at < 0 || git.indexOf(leaf.value(), at + 1) >= 0) {
            return Optional.empty();
        }
        String before = git.substring(0, at);
        String after = git.substring(at + leaf.value().length());
        String runs = wanted.asString();
        return runs.startsWith(before) && runs.endsWith(after) && runs.length() > before.length() + after.length()
                ? Optional.of(JsonNodeFactory.instance.stringNode(
                        runs.substring(before.length(), runs.length() - after.length())))
                : Optional.empty();
    }
}
