package dev.fairway.source.internal;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contact;
import dev.fairway.source.Contacts;
import dev.fairway.source.Repository.Type;
import dev.fairway.source.RepositoryRegistration;
import dev.fairway.source.chart.Charts;
import dev.fairway.source.contact.ContactLog.Asked;
import dev.fairway.source.contact.KeptContacts;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credentials;
import dev.fairway.source.git.GitSources;
import dev.fairway.source.registry.EnteredAccess;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Contacts as they are kept, and new ones on request. */
@Component
class TriedContacts implements Contacts {

    private final GitSources git;
    private final Charts charts;
    private final Credentials credentials;
    private final EnteredAccess entered;
    private final KeptContacts kept;
    private final Clock clock;

    TriedContacts(
            GitSources git,
            Charts charts,
            Credentials credentials,
            EnteredAccess entered,
            KeptContacts kept,
            Clock clock) {
        this.git = git;
        this.charts = charts;
        this.credentials = credentials;
        this.entered = entered;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public Optional<Contact> with(RepositoryUrl repository) {
        return kept.find(repository);
    }

    @Override
    public Map<String, Contact> all() {
        return kept.all();
    }

    @Override
    public Contact test(RepositoryUrl repository, Type type) {
        Asked asked = ask(repository, type, credentials.accessTo(repository));
        if (asked.problem().isEmpty()) {
            // Failures are remembered for some seconds; whoever repaired it should not wait for that.
            git.forget(repository);
            charts.forget(repository);
        }
        return kept.keep(repository, asked);
    }

    @Override
    public Contact test(RepositoryRegistration registration) {
        Access access = entered.access(registration);
        Asked asked = ask(registration.url(), registration.type(), access);
        return new Contact(
                asked.at(),
                asked.took(),
                Optional.of(asked.at()).filter(at -> asked.problem().isEmpty()),
                asked.problem());
    }

    private Asked ask(RepositoryUrl repository, Type type, Access access) {
        return Asked.by(clock, () -> {
            switch (type) {
                case GIT -> git.reach(repository, access);
                case HELM, OCI -> charts.reach(repository, access);
            }
        });
    }
}
