package dev.fairway.rendering.process;

import com.google.re2j.Pattern;
import dev.fairway.resource.Redaction;
import java.nio.file.Path;
import java.util.List;

/** What a program wrote, made fit for people and logs: no place on this server, no credentials, not endless. */
public final class ToolWords {

    private static final int LENGTH = 1_500;
    private static final int QUOTED = 200;
    private static final Pattern SERVER_PATH =
            Pattern.compile("/(?:tmp|home|root|var|usr|opt|proc|mnt|srv|run|work)/[^\\s\"':,)]*/");
    private static final Pattern BLANK_LINES = Pattern.compile("\n{2,}");

    private ToolWords() {}

    public static String clean(String text, Path workspace) {
        String relative = text.replace(workspace + "/", "");
        String result = SERVER_PATH
                .matcher(Redaction.clean(relative, List.of(workspace.toString())))
                .replaceAll("…/");
        return cut(BLANK_LINES.matcher(result.strip()).replaceAll("\n"), LENGTH);
    }

    /** A word out of a file of the repository, in quotes. */
    public static String quote(String text) {
        return "\"" + cut(Redaction.clean(text).replace('\n', ' '), QUOTED) + "\"";
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
