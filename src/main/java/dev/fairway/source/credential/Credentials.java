package dev.fairway.source.credential;

import dev.fairway.resource.RepositoryUrl;

/** Finds what opens a repository. */
@FunctionalInterface
public interface Credentials {

    /** The repository's own credential, else the template with the longest matching prefix, else {@link Access#ANONYMOUS}. */
    Access accessTo(RepositoryUrl repository);
}
