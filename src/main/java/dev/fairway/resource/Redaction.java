package dev.fairway.resource;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the words of other programs fit to be shown and logged: without credentials, places on this server or
 * characters that act on a terminal, and of bounded length. Secrets we know by value are kept out elsewhere; this
 * catches those that only their surroundings give away.
 */
public final class Redaction {

    /** The longest text that leaves; of a longer one its end goes, since tools name the cause first. */
    public static final int MAX_LENGTH = 4_000;

    private static final String GONE = "***";

    /** A longer input is cut before the patterns see it, so that their work is bounded too. */
    private static final int MAX_INPUT = 64 * 1024;

    private static final Pattern USER_INFO =
            Pattern.compile("\\b([a-zA-Z][a-zA-Z0-9+.-]{0,20}://)[^\\s/?#'\"<>]{0,2000}@(?=[^\\s/@]{1,300})");
    private static final Pattern QUERY =
            Pattern.compile("\\b([a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\\s?#'\"<>]{1,2000})\\?[^\\s#'\"<>]*");
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)\\b(authorization|proxy-authorization|private-token|x-api-key|set-cookie|cookie)(\"?\\s*[:=]\\s*\"?)[^\\r\\n\"]+");
    private static final Pattern SCHEME_TOKEN = Pattern.compile("(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{8,}");
    private static final Pattern PAIR = Pattern.compile(
            "(?i)([a-z0-9_.-]{0,40}(?:password|passwd|passphrase|token|secret|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?key-data)[a-z0-9_-]{0,20}\"?\\s*[=:]\\s*)(\"[^\"\\r\\n]*\"|'[^'\\r\\n]*'|[^\\s,;&\"']+)");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)", Pattern.DOTALL);
    private static final Pattern ANSI =
            Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\u202a-\u202e\u2066-\u2069\u200e\u200f]");

    private Redaction() {}

    /** Takes out what acts on a terminal or turns the direction of what stands beside it; every other character stays. */
    public static String visible(String text) {
        return CONTROL.matcher(ANSI.matcher(text).replaceAll("")).replaceAll("");
    }

    /** Cleans text in which no path of this server can occur. */
    public static String clean(String text) {
        return clean(text, List.of());
    }

    /**
     * Cleans text that may name places on this server.
     *
     * @param serverPaths absolute folders; each is replaced by {@code …}, the path below it stays
     */
    public static String clean(String text, Collection<String> serverPaths) {
        String result = text.length() > MAX_INPUT ? text.substring(0, MAX_INPUT) : text;
        result = result.replace("\r\n", "\n");
        result = ANSI.matcher(result).replaceAll("");
        result = CONTROL.matcher(result).replaceAll(" ");
        for (String path : serverPaths.stream()
                .filter(path -> path.length() > 1)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            result = result.replace(path, "…");
        }
        result = PRIVATE_KEY.matcher(result).replaceAll(GONE);
        result = USER_INFO.matcher(result).replaceAll("$1");
        result = QUERY.matcher(result).replaceAll("$1");
        result = AUTHORIZATION.matcher(result).replaceAll("$1$2" + GONE);
        result = SCHEME_TOKEN.matcher(result).replaceAll("$1 " + GONE);
        result = PAIR.matcher(result).replaceAll("$1" + GONE);
        return result.length() <= MAX_LENGTH ? result : result.substring(0, MAX_LENGTH - 1) + "…";
    }
}
