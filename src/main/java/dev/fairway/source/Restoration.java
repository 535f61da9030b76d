package dev.fairway.source;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * Some paths of a repository as they were at another commit; all other paths stay as they are.
 *
 * @param base the commit to change, a full SHA
 * @param from the commit that has the wanted content, a full SHA
 * @param paths which files; asked with paths without a leading slash
 * @param message the whole commit message
 * @param author who asked for it; {@code name} and {@code address} as Git writes them
 */
public record Restoration(
        String base, String from, Predicate<String> paths, String message, Author author, Instant at) {

    public record Author(String name, String address) {}
}
