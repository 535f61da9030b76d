package dev.fairway.source.git;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;

/**
 * A repository's address after the checks: a scheme that is allowed, no password, nothing that a program could take for an
 * option.
 *
 * @param repository as it was entered
 * @param scheme {@code https}, {@code http}, {@code ssh} or {@code file}
 * @param display for messages: no user, no query
 */
record GitAddress(RepositoryUrl repository, URIish uri, String scheme, String display) {

    private static final Set<String> ALWAYS = Set.of("https", "ssh");

    static GitAddress of(RepositoryUrl repository, GitRules rules) {
        String text = repository.text();
        String display = display(text);
        if (text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f) || text.isEmpty()) {
            throw refused(display, "it holds characters that no address has");
        }
        if (text.contains("?") || text.contains("#")) {
            throw refused(display, "it holds a query or a fragment");
        }
        URIish uri;
        try {
            uri = new URIish(text);
        } catch (URISyntaxException e) {
            throw refused(display, "it cannot be read as an address");
        }
        if (uri.getPass() != null) {
            throw refused(display, "it holds a password; enter the password in the repository's settings");
        }
        String scheme = scheme(uri);
        boolean allowed = ALWAYS.contains(scheme)
                || scheme.equals("http") && rules.addresses().http()
                || scheme.equals("file") && rules.file();
        if (!allowed) {
            throw refused(display, "only https and ssh are allowed");
        }
        if (!scheme.equals("file") && (uri.getHost() == null || uri.getHost().startsWith("-"))) {
            throw refused(display, "it names no host");
        }
        return new GitAddress(repository, uri, scheme, display);
    }

    private static String scheme(URIish uri) {
        if (uri.getScheme() != null) {
            return uri.getScheme().toLowerCase(Locale.ROOT);
        }
        return uri.getHost() == null ? "file" : "ssh";
    }

    /** An address as it may be shown: the user and everything after a question mark are left out. */
    static String display(String text) {
        String shown =
                text.replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/]*@", "$1").replaceFirst("[?#].*", "");
        String visible = shown.replaceAll("\\p{Cntrl}", "");
        return visible.length() > 300 ? visible.substring(0, 300) + "…" : visible;
    }

    private static RuntimeException refused(String display, String why) {
        return Problem.stalled("RepositoryAddressRefused", "The repository address " + display + " is not used: " + why)
                .asException();
    }
}
