package dev.fairway.source.registry;

import dev.fairway.source.RepositoryRegistration;
import dev.fairway.source.credential.Access;
import org.springframework.stereotype.Component;

/** What would open a repository if what a person has entered were kept. */
@Component
public class EnteredAccess {

    private final KeptCredentials credentials;

    EnteredAccess(KeptCredentials credentials) {
        this.credentials = credentials;
    }

    /** @throws dev.fairway.resource.ProblemException if it could not be kept */
    // In no transaction: a GitHub App is asked for a token.
    public Access access(RepositoryRegistration entered) {
        RegistrationRules.check(entered);
        return credentials.asEntered(entered);
    }
}
