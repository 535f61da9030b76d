package dev.fairway.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A compiled jq expression that yields places in an object. */
final class JqPaths {

    private static final int MAX_PATHS = 10_000;

    private final String expression;
    private final JsonQuery query;

    private JqPaths(String expression, JsonQuery query) {
        this.expression = expression;
        this.query = query;
    }

    /** Thrown with a reason for people; belongs to one rule and one object. */
    static final class Unusable extends Exception {

        private final String reason;

        Unusable(String expression, String why) {
            super(why, null, false, false);
            this.reason = "The jq expression %s is not used: %s.".formatted(shortened(expression), why);
        }

        String reason() {
            return reason;
        }
    }

    static JqPaths compile(String expression) throws Unusable {
        Optional<String> refusal = JqSyntax.refusal(expression);
        if (refusal.isPresent()) {
            throw new Unusable(expression, refusal.get());
        }
        try {
            // Alone first: a stray parenthesis must not close ours.
            JsonQuery.compile(expression, Versions.JQ_1_7);
            return new JqPaths(expression, JsonQuery.compile("path(" + expression + ")", Versions.JQ_1_7));
        } catch (JsonQueryException | RuntimeException invalid) {
            throw new Unusable(expression, "it is not valid jq");
        }
    }

    List<TreePath> in(tools.jackson.databind.JsonNode tree) throws Unusable {
        List<TreePath> paths = new ArrayList<>();
        try {
            query.apply(JqFunctions.newScope(), new JqTree().of(tree), path -> {
                if (paths.size() == MAX_PATHS) {
                    throw new JqTree.TooMuchWork();
                }
                paths.add(path(path));
            });
        } catch (JqTree.TooMuchWork | StackOverflowError endless) {
            throw new Unusable(expression, "it takes too much work on this object");
        } catch (JsonQueryException | RuntimeException failed) {
            throw new Unusable(expression, "it fails on this object");
        }
        return paths;
    }

    private static TreePath path(JsonNode path) throws JsonQueryException {
        List<String> segments = new ArrayList<>();
        for (JsonNode segment : path) {
            if (segment.isContainerNode()) {
                throw new JsonQueryException("slices name no place");
            }
            segments.add(segment.asText());
        }
        return new TreePath(segments);
    }

    private static String shortened(String expression) {
        String line = expression.replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 119) + "…";
    }
}
