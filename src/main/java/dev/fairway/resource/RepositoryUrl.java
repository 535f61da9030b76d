package dev.fairway.resource;

import java.util.Locale;

/**
 * The address of a Git repository, a Helm repository or an OCI registry path, as a person wrote it. Two addresses are
 * the same repository when their {@link #normalized()} forms are equal (Argo CD's rule: case of the host, a trailing
 * {@code .git} and slashes, the short SSH form and user info do not matter).
 *
 * @param text as written, without surrounding blanks; never holds a password (refused where it is entered)
 */
public record RepositoryUrl(String text) {

    public RepositoryUrl {
        text = text.strip();
    }

    public boolean isOci() {
        return text.startsWith("oci://");
    }

    public String normalized() {
        String url = text;
        if (!url.contains("://") && url.matches("^[^/@:]+@[^/:]+:.*")) {
            int colon = url.indexOf(':');
            url = "ssh://" + url.substring(0, colon) + "/"
                    + url.substring(colon + 1).replaceFirst("^/+", "");
        }
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return strip(url);
        }
        String rest = url.substring(scheme + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1).toLowerCase(Locale.ROOT);
        return url.substring(0, scheme).toLowerCase(Locale.ROOT) + "://" + host + strip(path);
    }

    public boolean sameRepository(RepositoryUrl other) {
        return normalized().equals(other.normalized());
    }

    private static String strip(String path) {
        String result = path;
        while (result.endsWith("/")) {
            result = result.substring(0, result.length() - 1);
        }
        return result.endsWith(".git") ? result.substring(0, result.length() - 4) : result;
    }

    @Override
    public String toString() {
        return text;
    }
}
