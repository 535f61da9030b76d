package dev.fairway.source;

import dev.fairway.resource.RepositoryUrl;
import java.util.Map;
import java.util.Optional;

/** How repositories answered last, whichever replica asked. A repository that nobody has asked yet is not among them. */
public interface Contacts {

    Optional<Contact> with(RepositoryUrl repository);

    /** All that are known, by {@linkplain RepositoryUrl#normalized() normalised} address. */
    Map<String, Contact> all();

    /**
     * Asks a repository now, with what is kept for it, and keeps how it answered. A failure is in the answer, not thrown.
     */
    Contact test(RepositoryUrl repository, Repository.Type type);

    /**
     * Asks a repository with what a person entered, before any of it is kept; nothing is written. Secrets that were not
     * entered are taken from the entry with this address, and from no other.
     *
     * @throws dev.fairway.resource.ProblemException if what was entered cannot be kept either
     */
    Contact test(RepositoryRegistration entered);
}
