package dev.fairway.rendering.kustomize;

import com.google.re2j.Pattern;
import dev.fairway.rendering.closure.RepositoryPath;
import dev.fairway.rendering.process.ToolWords;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;

/** What a reference in a kustomization means: a path of this repository, or something that is refused. */
final class References {

    /** Everything that kustomize may take for an address, and a query in any place, which names programs to git. */
    private static final Pattern REMOTE = Pattern.compile(
            "(?i)(://|::|[?#]|^(?:www\\.)?github\\.com[/:]|^gh:|^[a-z0-9._-]+@|^[a-z0-9._-]+:[^/\\\\]|(?:^|/)_git/)");

    private References() {}

    static boolean isRemote(String reference) {
        return REMOTE.matcher(reference).find();
    }

    /** The path in the repository that a reference leads to. */
    static String local(String file, String field, String folder, String reference) {
        if (isRemote(reference)) {
            throw remote(file, field, reference);
        }
        if (reference.startsWith("/")) {
            throw leaves(file, field, reference, "is an absolute path");
        }
        return RepositoryPath.resolve(folder, reference)
                .orElseThrow(() -> leaves(file, field, reference, "leads out of the repository"));
    }

    static ProblemException remote(String file, String field, String reference) {
        return Problem.stalled(
                        "RemoteReference",
                        "%s: %s names %s. Remote bases and files are not fetched; copy what it refers to into the repository, or give the application a second source."
                                .formatted(file, field, ToolWords.quote(reference)))
                .asException();
    }

    private static ProblemException leaves(String file, String field, String reference, String why) {
        return Problem.stalled(
                        "PathLeavesRepository",
                        "%s: %s names %s, which %s. Only files of the same repository can be used."
                                .formatted(file, field, ToolWords.quote(reference), why))
                .asException();
    }
}
