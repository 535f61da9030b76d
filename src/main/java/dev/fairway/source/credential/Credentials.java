package dev.fairway.source.credential;

import dev.fairway.resource.RepositoryUrl;

/** Finds what opens a repository. */
@FunctionalInterface
public interface Credentials {

    /** The repository's own credential, else the template with the longest matching prefix, else {@link Access#ANONYMOUS}. */
    Access accessTo(RepositoryUrl repository);

    /** The {@link Access#identity} of it; nobody is asked for a token, so it is known while a host is away too. */
    default String identityFor(RepositoryUrl repository) {
        return accessTo(repository).identity();
    }
}
