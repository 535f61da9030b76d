package dev.fairway.source;

import dev.fairway.resource.Actor;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repository.Covers;
import java.util.List;
import java.util.Optional;

/** The repositories and credential templates that people entered. A repository that needs no credentials need not be here. */
public interface Repositories {

    /** All of one kind, by address. */
    List<Repository> all(Covers covers);

    /** Found by its {@linkplain RepositoryUrl#normalized() normalised} address. */
    Optional<Repository> find(Covers covers, RepositoryUrl url);

    /**
     * Enters a repository, or changes the one with the same normalised address.
     *
     * @throws dev.fairway.resource.ProblemException if the address cannot be used or holds a password, or a secret is not
     *     what it should be
     */
    Repository save(RepositoryRegistration registration, Actor actor);

    /** Forgets a repository and its secrets; false if there was none. */
    boolean remove(Covers covers, RepositoryUrl url, Actor actor);
}
