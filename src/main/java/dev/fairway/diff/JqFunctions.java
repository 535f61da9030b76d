package dev.fairway.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.Set;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * The jq functions an expression may call: those that look and select. Patterns are matched in linear time; functions
 * that make text of values are left out or bounded, for repeated they grow without end.
 */
final class JqFunctions {

    private static final Set<String> ALLOWED = Set.of(
            "path/1",
            "select/1",
            "empty/0",
            "error/0",
            "error/1",
            "not/0",
            "type/0",
            "length/0",
            "keys/0",
            "keys_unsorted/0",
            "has/1",
            "in/1",
            "contains/1",
            "inside/1",
            "startswith/1",
            "endswith/1",
            "ltrimstr/1",
            "rtrimstr/1",
            "split/1",
            "join/1",
            "ascii_downcase/0",
            "ascii_upcase/0",
            "any/0",
            "any/1",
            "any/2",
            "all/0",
            "all/1",
            "all/2",
            "first/0",
            "first/1",
            "last/0",
            "last/1",
            "map/1",
            "map_values/1",
            "to_entries/0",
            "from_entries/0",
            "with_entries/1",
            "getpath/1",
            "paths/0",
            "paths/1",
            "index/1",
            "rindex/1",
            "indices/1",
            "tonumber/0",
            "objects/0",
            "arrays/0",
            "strings/0",
            "numbers/0",
            "booleans/0",
            "nulls/0",
            "scalars/0",
            "values/0",
            "iterables/0",
            "min/0",
            "max/0",
            "unique/0",
            "sort/0",
            "reverse/0",
            "flatten/0");

    private static final Scope SCOPE = scope();

    private JqFunctions() {}

    /** A scope of its own for one evaluation. */
    static Scope newScope() {
        return Scope.newChildScope(SCOPE);
    }

    private static Scope scope() {
        Scope all = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(JqFunctions.class.getClassLoader(), Versions.JQ_1_7, all);
        Scope scope = Scope.newEmptyScope();
        for (Map.Entry<String, Function> function : BuiltinFunctionLoader.getInstance()
                .listFunctions(JqFunctions.class.getClassLoader(), Versions.JQ_1_7, all)
                .entrySet()) {
            if (ALLOWED.contains(function.getKey())) {
                scope.addFunction(function.getKey(), function.getValue());
            }
        }
        scope.addFunction("test", 1, (inner, args, in, path, out, version) -> args.get(0)
                .apply(inner, in, pattern -> out.emit(BooleanNode.valueOf(find(pattern, in, 0)), null)));
        scope.addFunction(
                "test", 2, (inner, args, in, path, out, version) -> args.get(1).apply(inner, in, flags -> args.get(0)
                        .apply(
                                inner,
                                in,
                                pattern -> out.emit(BooleanNode.valueOf(find(pattern, in, flags(flags))), null))));
        scope.addFunction("IN", 1, (inner, args, in, path, out, version) -> {
            boolean[] found = {false};
            args.get(0).apply(inner, in, value -> found[0] |= value.equals(in));
            out.emit(BooleanNode.valueOf(found[0]), null);
        });
        scope.addFunction("tostring", 0, (inner, args, in, path, out, version) -> {
            if (in.isContainerNode()) {
                throw new JsonQueryException("tostring works on single values only");
            }
            out.emit(TextNode.valueOf(in.asText()), null);
        });
        return scope;
    }

    private static int flags(JsonNode flags) {
        return flags.asText("").contains("i") ? Pattern.CASE_INSENSITIVE : 0;
    }

    private static boolean find(JsonNode pattern, JsonNode in, int flags) throws JsonQueryException {
        if (!pattern.isTextual() || !in.isTextual()) {
            throw new JsonQueryException("test works on text only");
        }
        try {
            return Pattern.compile(pattern.asText(), flags).matcher(in.asText()).find();
        } catch (PatternSyntaxException invalid) {
            throw new JsonQueryException("the pattern of test is not valid");
        }
    }
}
