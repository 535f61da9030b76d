package dev.fairway.rendering;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.tool.Recipe;
import dev.fairway.rendering.tool.Tool;
import dev.fairway.resource.CanonicalJson;
import dev.fairway.resource.Hashes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names the content of one source's inputs, part by part, so that it can be told why a render was needed.
 *
 * @param files names and contents of the export, and the places looked at in vain
 * @param parameters everything else that the application and its destination say
 * @param tools the programs and their versions
 */
record RenderKey(String files, String parameters, String tools) {

    /** Counts up when this program reads or keeps the same output otherwise than before. */
    private static final String FORMAT = "fairway-render-1";

    static RenderKey of(Recipe recipe, List<Tool> tools) {
        return new RenderKey(
                Hashes.sha256(files(recipe.closure())),
                Hashes.sha256(recipe.name() + "\n" + CanonicalJson.of(recipe.parameters())),
                Hashes.sha256(tools.stream().map(Tool::identity).collect(Collectors.joining("\n"))));
    }

    /** The whole key, 64 hex digits. */
    String text() {
        return Hashes.sha256(String.join("\n", FORMAT, files, parameters, tools));
    }

    /** What is new since an earlier key, in one word for a metric. */
    String causeSince(RenderKey earlier) {
        if (!files.equals(earlier.files)) {
            return "files";
        }
        if (!parameters.equals(earlier.parameters)) {
            return "parameters";
        }
        return tools.equals(earlier.tools) ? "forgotten" : "tools";
    }

    private static String files(Closure closure) {
        StringBuilder text = new StringBuilder();
        closure.files().forEach(file -> text.append("file ")
                .append(file.objectId())
                .append(' ')
                .append(file.target())
                .append('\n'));
        closure.absent().forEach(path -> text.append("absent ").append(path).append('\n'));
        return text.toString();
    }
}
