package dev.fairway.source.registry;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.secrets.Sealed;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.Repository.Type;
import dev.fairway.source.RepositoryRegistration;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One row; secrets are in it sealed only. */
@Entity(name = "SourceRepository")
@Table(name = "source_repository")
class RepositoryEntity {

    @Id
    private UUID id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    private Covers covers;

    private String url;

    private String normalizedUrl;

    @Enumerated(EnumType.STRING)
    private Type type;

    private String name;
    private String project;
    private String username;
    private boolean enableOci;
    private String proxy = "";
    private Instant createdAt;
    private Instant updatedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "source_repository_secret", joinColumns = @JoinColumn(name = "repository_id"))
    @MapKeyColumn(name = "part")
    @MapKeyEnumerated(EnumType.STRING)
    @Column(name = "sealed")
    private Map<SecretPart, String> secrets = new EnumMap<>(SecretPart.class);

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    protected RepositoryEntity() {}

    @SuppressWarnings("NullAway.Init") // The rest comes with change().
    RepositoryEntity(Covers covers, RepositoryUrl url, Instant now) {
        this.id = UUID.randomUUID();
        this.covers = covers;
        this.normalizedUrl = url.normalized();
        this.createdAt = now;
    }

    void change(RepositoryRegistration to, Instant now) {
        url = to.url().text();
        type = to.type();
        name = to.name();
        project = to.project();
        username = to.username();
        enableOci = to.enableOci();
        proxy = to.proxy();
        updatedAt = now;
    }

    /** Whether it says the same, secrets aside; an entry that was never saved says nothing yet. */
    boolean isAs(RepositoryRegistration other) {
        return updatedAt != null
                && url.equals(other.url().text())
                && type == other.type()
                && name.equals(other.name())
                && project.equals(other.project())
                && username.equals(other.username())
                && enableOci == other.enableOci()
                && proxy.equals(other.proxy());
    }

    void keep(SecretPart part, Sealed sealed) {
        secrets.put(part, sealed.text());
    }

    void drop(SecretPart part) {
        secrets.remove(part);
    }

    Map<SecretPart, String> secrets() {
        return secrets;
    }

    /** A sealed secret opens for its own row and part only. */
    String context(SecretPart part) {
        return "repository:" + id + ":" + part;
    }

    Covers covers() {
        return covers;
    }

    String normalizedUrl() {
        return normalizedUrl;
    }

    String username() {
        return username;
    }

    String proxy() {
        return proxy;
    }

    boolean enableOci() {
        return enableOci;
    }

    Repository view() {
        return new Repository(
                id,
                covers,
                new RepositoryUrl(url),
                type,
                name,
                project,
                username,
                enableOci,
                proxy,
                Set.copyOf(secrets.keySet()),
                createdAt,
                updatedAt);
    }
}
