package dev.fairway.web.settings.repositories;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.RepositoryRegistration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * What is written in the form. Secrets go in and are never written into a page again, not even after a refusal.
 *
 * @param id of the entry that is changed; empty for a new one
 * @param configured which secrets are kept already
 */
public record RepositoryForm(
        String id,
        Covers covers,
        String url,
        String type,
        String name,
        String project,
        String username,
        String proxy,
        boolean enableOci,
        Set<SecretPart> configured) {

    /**
     * One secret's field.
     *
     * @param name of the field; the box that removes it is called {@code drop-<name>}
     */
    public record Secret(String name, String title, String hint, boolean several, boolean kept) {}

    static RepositoryForm blank(Covers covers, String url, String type) {
        return new RepositoryForm("", covers, url, type, "", "", "", "", false, Set.of());
    }

    static RepositoryForm of(Repository entry) {
        return new RepositoryForm(
                entry.id().toString(),
                entry.covers(),
                entry.url().text(),
                entry.type().name().toLowerCase(Locale.ROOT),
                entry.name(),
                entry.project(),
                entry.username(),
                entry.proxy(),
                entry.enableOci(),
                entry.configured());
    }

    static RepositoryForm read(MultiValueMap<String, String> form, Optional<Repository> entry) {
        return new RepositoryForm(
                entry.map(known -> known.id().toString()).orElse(""),
                entry.map(Repository::covers)
                        .orElse(text(form, "covers").equals("template") ? Covers.TEMPLATE : Covers.REPOSITORY),
                // The address of an entry cannot change: its secrets are bound to it.
                entry.map(known -> known.url().text()).orElse(text(form, "url")),
                text(form, "type"),
                text(form, "name"),
                text(form, "project"),
                text(form, "username"),
                text(form, "proxy"),
                form.containsKey("enableOci"),
                entry.map(Repository::configured).orElse(Set.of()));
    }

    /** @throws dev.fairway.resource.ProblemException if the type is none */
    RepositoryRegistration registration(MultiValueMap<String, String> form) {
        Map<SecretPart, String> secrets = new EnumMap<>(SecretPart.class);
        for (SecretPart part : SecretPart.values()) {
            String given = Optional.ofNullable(form.getFirst(field(part))).orElse("");
            if (!given.isBlank()) {
                // A browser ends the lines of a text field as Windows does; PEM readers differ about that.
                secrets.put(part, isPem(part) ? given.replace("\r\n", "\n") : given);
            } else if (form.containsKey("drop-" + field(part))) {
                secrets.put(part, "");
            }
        }
        return new RepositoryRegistration(
                covers, new RepositoryUrl(url), kind(), name, project, username, enableOci, proxy, secrets);
    }

    public boolean isTemplate() {
        return covers == Covers.TEMPLATE;
    }

    public boolean isNew() {
        return id.isEmpty();
    }

    public String getTitle() {
        if (isNew()) {
            return isTemplate() ? "Add credentials" : "Add repository";
        }
        return isTemplate() ? "Credentials" : "Repository";
    }

    /** Whether something is written where the form is folded. */
    public boolean isMore() {
        return !proxy.isEmpty() || enableOci || getCertificates().stream().anyMatch(Secret::kept);
    }

    /** Where the form is sent. */
    public String getAction() {
        return isNew() ? "/settings/repos" : "/settings/repos/" + id;
    }

    /** How the form names what it is for. */
    public String getCovers() {
        return covers.name().toLowerCase(Locale.ROOT);
    }

    public List<Secret> getLogins() {
        return Stream.of(SecretPart.PASSWORD, SecretPart.BEARER_TOKEN, SecretPart.SSH_PRIVATE_KEY)
                .map(this::secret)
                .toList();
    }

    public List<Secret> getApp() {
        return Stream.of(
                        SecretPart.GITHUB_APP_ID,
                        SecretPart.GITHUB_APP_INSTALLATION_ID,
                        SecretPart.GITHUB_APP_PRIVATE_KEY)
                .map(this::secret)
                .toList();
    }

    /** Whether it signs in as an app. */
    public boolean isByApp() {
        return configured.contains(SecretPart.GITHUB_APP_PRIVATE_KEY);
    }

    public List<Secret> getCertificates() {
        return Stream.of(SecretPart.TLS_AUTHORITIES, SecretPart.TLS_CLIENT_CERTIFICATE, SecretPart.TLS_CLIENT_KEY)
                .map(this::secret)
                .toList();
    }

    private Secret secret(SecretPart part) {
        boolean kept = configured.contains(part);
        return switch (part) {
            case PASSWORD -> new Secret(field(part), "Password or access token", "", false, kept);
            case BEARER_TOKEN -> new Secret(field(part), "Bearer token", "in place of user and password", false, kept);
            case SSH_PRIVATE_KEY ->
                new Secret(field(part), "SSH private key", "PEM or OpenSSH, without a passphrase", true, kept);
            case GITHUB_APP_ID -> new Secret(field(part), "App", "its number, as GitHub shows it", false, kept);
            case GITHUB_APP_INSTALLATION_ID ->
                new Secret(field(part), "Installation", "the number at the end of its address", false, kept);
            case GITHUB_APP_PRIVATE_KEY ->
                new Secret(field(part), "Private key of the app", "PEM, as GitHub made it", true, kept);
            case TLS_AUTHORITIES ->
                new Secret(field(part), "Certificate authority", "PEM, trusted instead of the machine's", true, kept);
            case TLS_CLIENT_CERTIFICATE -> new Secret(field(part), "Client certificate", "PEM", true, kept);
            case TLS_CLIENT_KEY -> new Secret(field(part), "Client key", "PEM", true, kept);
        };
    }

    private Repository.Type kind() {
        return Stream.of(Repository.Type.values())
                .filter(each -> each.name().equalsIgnoreCase(type))
                .findFirst()
                .orElseThrow(() -> Problem.stalled("InvalidRequest", "The type of a repository is git, helm or oci.")
                        .asException());
    }

    private static boolean isPem(SecretPart part) {
        return switch (part) {
            case PASSWORD, BEARER_TOKEN, GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID -> false;
            case GITHUB_APP_PRIVATE_KEY, SSH_PRIVATE_KEY, TLS_CLIENT_CERTIFICATE, TLS_CLIENT_KEY, TLS_AUTHORITIES ->
                true;
        };
    }

    private static String field(SecretPart part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(MultiValueMap<String, String> form, String field) {
        return Optional.ofNullable(form.getFirst(field)).orElse("").strip();
    }
}
