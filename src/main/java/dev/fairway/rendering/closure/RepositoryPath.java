package dev.fairway.rendering.closure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Arithmetic of paths inside a repository: separated by {@code /}, no leading slash, the root is the empty path. */
public final class RepositoryPath {

    private RepositoryPath() {}

    /**
     * Where a relative path leads from a folder.
     *
     * @return empty if it is absolute or leaves the repository on its way
     */
    public static Optional<String> resolve(String folder, String relative) {
        if (relative.startsWith("/") || relative.indexOf('\\') >= 0 || relative.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : (folder + "/" + relative).split("/")) {
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (!segment.equals("..")) {
                segments.addLast(segment);
            } else if (segments.pollLast() == null) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join("/", segments));
    }

    public static String join(String folder, String name) {
        return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
    }

    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The way from one folder to another path, for example {@code ../../base}. */
    public static String relativize(String folder, String path) {
        String[] from = folder.isEmpty() ? new String[0] : folder.split("/");
        String[] to = path.isEmpty() ? new String[0] : path.split("/");
        int common = 0;
        while (common < from.length && common < to.length && from[common].equals(to[common])) {
            common++;
        }
        StringBuilder way = new StringBuilder("../".repeat(from.length - common));
        for (int i = common; i < to.length; i++) {
            way.append(to[i]).append('/');
        }
        return way.isEmpty() ? "." : way.substring(0, way.length() - 1);
    }
}
