package dev.fairway.web.settings.repositories;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Need;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contact;
import dev.fairway.source.Contacts;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.settings.SettingsRights;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** All repositories: those that people entered, and those that applications read from. */
@Component
class RepositoryOverview {

    private final Repositories repositories;
    private final Contacts contacts;
    private final Catalog catalog;
    private final Clock clock;

    RepositoryOverview(Repositories repositories, Contacts contacts, Catalog catalog, Clock clock) {
        this.repositories = repositories;
        this.contacts = contacts;
        this.catalog = catalog;
        this.clock = clock;
    }

    private record Used(RepositoryUrl url, long applications) {}

    /** @param sees whether the person who looks may read it */
    List<RepositoryRow> rows(Principal who, Predicate<Need> sees) {
        Instant now = clock.instant();
        Map<String, Contact> known = contacts.all();
        List<Repository> templates = repositories.all(Covers.TEMPLATE);
        Map<String, Used> used = used(who);
        List<RepositoryRow> rows = new ArrayList<>();
        for (Repository entry : repositories.all(Covers.REPOSITORY)) {
            String key = entry.url().normalized();
            long count = Optional.ofNullable(used.remove(key))
                    .map(Used::applications)
                    .orElse(0L);
            if (!sees.test(SettingsRights.repository("get", entry))) {
                continue;
            }
            rows.add(RepositoryRow.of(
                    entry.url(),
                    Optional.of(entry),
                    Optional.ofNullable(known.get(key)),
                    credential(Optional.of(entry), entry.url(), templates),
                    count,
                    now));
        }
        used.forEach((key, each) -> {
            if (sees.test(SettingsRights.repository("get", "", each.url()))) {
                rows.add(RepositoryRow.of(
                        each.url(),
                        Optional.empty(),
                        Optional.ofNullable(known.get(key)),
                        credential(Optional.empty(), each.url(), templates),
                        each.applications(),
                        now));
            }
        });
        rows.sort(RepositoryRow.WORST_FIRST);
        return rows;
    }

    /** The applications that read from a repository, or from any below the address of a template. */
    List<ApplicationName> readers(Repository entry, Principal who) {
        String address = entry.url().normalized();
        return catalog.seenBy(who).all().stream()
                .filter(application -> application.asked().repositories().stream()
                        .map(url -> new RepositoryUrl(url).normalized())
                        .anyMatch(url -> url.equals(address)
                                || entry.covers() == Covers.TEMPLATE && url.startsWith(address + "/")))
                .map(Entry::name)
                .toList();
    }

    private Map<String, Used> used(Principal who) {
        Map<String, Used> found = new LinkedHashMap<>();
        catalog.seenBy(who).all().stream()
                .flatMap(application -> application.asked().repositories().stream())
                .map(RepositoryUrl::new)
                .forEach(url -> found.merge(
                        url.normalized(),
                        new Used(url, 1),
                        (one, other) -> new Used(one.url(), one.applications() + 1)));
        return found;
    }

    /** Argo CD's rule in words: its own credential, else that of the longest address above it. */
    static String credential(Optional<Repository> entry, RepositoryUrl url, List<Repository> templates) {
        Optional<String> own = entry.flatMap(RepositoryOverview::kind);
        return own.or(() -> templates.stream()
                        .filter(template -> isAbove(template, url))
                        .max(Comparator.comparingInt(
                                template -> template.url().normalized().length()))
                        .flatMap(template -> kind(template)
                                .map(kind -> kind + " of " + template.url().text())))
                .orElse("none");
    }

    private static boolean isAbove(Repository template, RepositoryUrl url) {
        String address = template.url().normalized();
        return url.normalized().equals(address) || url.normalized().startsWith(address + "/");
    }

    static Optional<String> kind(Repository entry) {
        if (entry.configured().contains(SecretPart.SSH_PRIVATE_KEY)) {
            return Optional.of("SSH key");
        }
        if (entry.configured().contains(SecretPart.GITHUB_APP_PRIVATE_KEY)) {
            return Optional.of("GitHub App");
        }
        if (entry.configured().contains(SecretPart.BEARER_TOKEN)) {
            return Optional.of("bearer token");
        }
        if (entry.configured().contains(SecretPart.PASSWORD)) {
            return Optional.of("password");
        }
        return entry.configured().contains(SecretPart.TLS_CLIENT_KEY)
                ? Optional.of("client certificate")
                : Optional.empty();
    }
}
