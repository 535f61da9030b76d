package dev.fairway.web.settings.repositories;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contact;
import dev.fairway.source.Repository;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * One repository of the list, entered or only used.
 *
 * @param url as it was entered, or as the first application writes it
 * @param id of the entry; empty if nobody entered it
 * @param trouble why it does not answer; empty if it does or was not asked
 * @param credential what opens it, in words
 * @param applications how many read from it
 */
public record RepositoryRow(
        String url,
        String id,
        String name,
        String project,
        String type,
        Mark state,
        String trouble,
        Optional<Age> succeeded,
        Optional<Age> asked,
        String latency,
        String credential,
        long applications) {

    /** The failing first, then those that nobody asked, then by address. */
    static final Comparator<RepositoryRow> WORST_FIRST =
            Comparator.comparingInt(RepositoryRow::rank).thenComparing(RepositoryRow::url);

    private static final Mark ANSWERS = new Mark("succeeded", "ok", "Answers");
    private static final Mark FAILS = new Mark("failed", "bad", "Fails");
    private static final Mark UNKNOWN = new Mark("waiting", "unk", "Not asked yet");

    static RepositoryRow of(
            RepositoryUrl url,
            Optional<Repository> entry,
            Optional<Contact> contact,
            String credential,
            long applications,
            Instant now) {
        return new RepositoryRow(
                entry.map(known -> known.url().text()).orElse(url.text()),
                entry.map(known -> known.id().toString()).orElse(""),
                entry.map(Repository::name).orElse(""),
                entry.map(Repository::project).orElse(""),
                entry.map(known -> known.type().name().toLowerCase(Locale.ROOT)).orElse(url.isOci() ? "oci" : "git"),
                contact.map(known -> known.succeeded() ? ANSWERS : FAILS).orElse(UNKNOWN),
                contact.flatMap(Contact::problem).map(Problem::message).orElse(""),
                contact.flatMap(Contact::succeededAt).map(at -> Age.of(at, now)),
                contact.map(known -> Age.of(known.at(), now)),
                contact.filter(Contact::succeeded)
                        .map(known -> known.took().toMillis() + " ms")
                        .orElse(""),
                credential,
                applications);
    }

    private int rank() {
        return switch (state.name()) {
            case "failed" -> 0;
            case "waiting" -> 1;
            default -> 2;
        };
    }

    /** Applications that read from it, as the list of applications knows it. */
    public String getApplicationsHref() {
        return "/apps?repo=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
    }

    public String getEnterHref() {
        return "/settings/repos/new?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8)
                + (type.isEmpty() ? "" : "&type=" + type);
    }
}
