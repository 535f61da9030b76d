package dev.fairway.resource;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * From text to trees. The library only parses; what a node means is decided in {@link YamlNodeReader}, so no tag can
 * ever make an object.
 */
final class YamlDocuments {

    private YamlDocuments() {}

    static List<YamlDocument> read(byte[] bytes, String origin, YamlLimits limits) {
        String text = YamlText.decode(bytes, origin, limits);
        if (JsonDocuments.looksLikeJson(text)) {
            List<YamlDocument> documents = JsonDocuments.read(text, limits);
            if (!documents.isEmpty()) {
                return documents;
            }
        }
        try {
            return compose(text, origin, limits);
        } catch (YAMLException invalid) {
            throw invalid(invalid, origin);
        }
    }

    private static List<YamlDocument> compose(String text, String origin, YamlLimits limits) {
        CountingComposer composer = new CountingComposer(text, limits);
        YamlNodeReader reader = new YamlNodeReader(origin, limits);
        List<YamlDocument> documents = new ArrayList<>();
        while (composer.checkNode()) {
            Node node = composer.getNode();
            if (documents.size() == limits.documents()) {
                throw tooMany(origin, limits);
            }
            documents.add(new YamlDocument(
                    reader.read(node, composer.composed()), documents.size() + 1, YamlNodeReader.line(node)));
        }
        return documents;
    }

    static ProblemException tooMany(String origin, YamlLimits limits) {
        return Problem.stalled(
                        "YamlTooLarge",
                        "%s holds more than %,d objects. Split it into several.".formatted(origin, limits.documents()))
                .asException();
    }

    private static ProblemException invalid(YAMLException invalid, String origin) {
        Mark mark = invalid instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        String where = mark == null ? origin : "%s, line %d".formatted(origin, mark.getLine() + 1);
        return Problem.stalled("YamlInvalid", "%s: %s.".formatted(where, explain(invalid)))
                .asException();
    }

    /** The library's own words quote the text, which may be a Secret: only what is known to quote nothing is kept. */
    private static String explain(YAMLException invalid) {
        String problem = invalid instanceof MarkedYAMLException marked ? text(marked.getProblem()) : "";
        String message = problem.isEmpty() ? text(invalid.getMessage()) : problem;
        if (invalid instanceof TooManyNodes) {
            return message;
        }
        if (message.startsWith("Nesting Depth exceeded")) {
            return "lists and mappings nest too deep";
        }
        if (message.startsWith("found undefined alias")) {
            return "an alias names an anchor that does not exist";
        }
        if (message.contains("TAB") || message.contains("\\t")) {
            return "a tab is used for indentation; use spaces";
        }
        if (message.startsWith("mapping values are not allowed")) {
            return "a mapping is not allowed here; check the indentation, and quote text that contains \": \"";
        }
        if (message.startsWith("could not find expected ':'")) {
            return "a key has no \":\" after it; check the indentation and the quotes";
        }
        if (message.startsWith("expected <block end>")) {
            return "this line does not fit the indentation of the lines before it";
        }
        if (message.contains("unexpected end of stream")) {
            return "the text ends inside a quoted value";
        }
        if (message.contains("special characters are not allowed")) {
            return "it holds a control character";
        }
        return "this is not valid YAML";
    }

    private static String text(@Nullable String message) {
        return message == null ? "" : message;
    }

    /** Counts while the nodes are made, so that a text of nothing but dashes does not first fill the memory. */
    private static final class CountingComposer extends Composer {

        private final int limit;
        private int composed;

        CountingComposer(String text, YamlLimits limits) {
            this(text, limits, options(limits));
        }

        private CountingComposer(String text, YamlLimits limits, LoaderOptions options) {
            super(new ParserImpl(new StreamReader(text), options), new PlainScalars(), options);
            this.limit = limits.nodes();
        }

        int composed() {
            return composed;
        }

        @Override
        protected Node composeScalarNode(String anchor, List<CommentLine> blockComments) {
            count();
            return super.composeScalarNode(anchor, blockComments);
        }

        @Override
        protected Node composeSequenceNode(String anchor) {
            count();
            return super.composeSequenceNode(anchor);
        }

        @Override
        protected Node composeMappingNode(String anchor) {
            count();
            return super.composeMappingNode(anchor);
        }

        private void count() {
            if (++composed > limit) {
                throw new TooManyNodes("it holds more than %,d values".formatted(limit));
            }
        }

        private static LoaderOptions options(YamlLimits limits) {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            options.setNestingDepthLimit(limits.depth());
            // Aliases are judged by what they expand to, in YamlNodeReader: fifty are harmless or deadly.
            options.setMaxAliasesForCollections(Integer.MAX_VALUE);
            options.setAllowDuplicateKeys(true);
            options.setMergeOnCompose(false);
            return options;
        }
    }

    private static final class TooManyNodes extends YAMLException {
        TooManyNodes(String message) {
            super(message);
        }
    }
}
