package dev.fairway.source.registry;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.SealedStore;
import dev.fairway.secrets.Vault;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.RepositoryRegistration;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class KeptRepositories implements Repositories, SealedStore {

    private final RepositoryTable table;
    private final Vault vault;
    private final KeptCredentials credentials;
    private final AuditTrail audit;
    private final Clock clock;

    KeptRepositories(RepositoryTable table, Vault vault, KeptCredentials credentials, AuditTrail audit, Clock clock) {
        this.table = table;
        this.vault = vault;
        this.credentials = credentials;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Repository> all(Covers covers) {
        return table.findByCoversOrderByNormalizedUrl(covers).stream()
                .map(RepositoryEntity::view)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Repository> find(Covers covers, RepositoryUrl url) {
        return table.findByCoversAndNormalizedUrl(covers, url.normalized()).map(RepositoryEntity::view);
    }

    @Override
    @Transactional
    public Repository save(RepositoryRegistration registration, Actor actor) {
        RegistrationRules.check(registration);
        // Postgres keeps microseconds; what is returned now equals what is read later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RepositoryEntity entity = table.findByCoversAndNormalizedUrl(
                        registration.covers(), registration.url().normalized())
                .orElseGet(() -> new RepositoryEntity(registration.covers(), registration.url(), now));
        if (isKept(entity, registration)) {
            return entity.view();
        }
        entity.change(registration, now);
        registration.secrets().forEach((part, clear) -> {
            if (clear.isBlank()) {
                entity.drop(part);
            } else {
                entity.keep(part, vault.seal(entity.context(part), clear.getBytes(StandardCharsets.UTF_8)));
            }
        });
        Repository saved = table.saveAndFlush(entity).view();
        audit.record(
                actor,
                noun(saved.covers()) + ".save",
                target(saved.covers(), saved.url()),
                Map.of("type", saved.type(), "secrets", registration.secrets().keySet()));
        credentials.forgetAfterCommit();
        return saved;
    }

    @Override
    @Transactional
    public boolean remove(Covers covers, RepositoryUrl url, Actor actor) {
        Optional<RepositoryEntity> found = table.findByCoversAndNormalizedUrl(covers, url.normalized());
        found.ifPresent(entity -> {
            table.delete(entity);
            audit.record(
                    actor,
                    noun(covers) + ".delete",
                    target(covers, entity.view().url()),
                    Map.of());
        });
        credentials.forgetAfterCommit();
        return found.isPresent();
    }

    /** Every start enters what the installation is provided with again; that is no change. */
    private boolean isKept(RepositoryEntity entity, RepositoryRegistration wanted) {
        return entity.isAs(wanted)
                && wanted.secrets().entrySet().stream()
                        .allMatch(each -> clear(entity, each.getKey()).equals(each.getValue()));
    }

    private String clear(RepositoryEntity entity, SecretPart part) {
        return Optional.ofNullable(entity.secrets().get(part))
                .map(kept -> new String(vault.open(entity.context(part), new Sealed(kept)), StandardCharsets.UTF_8))
                .orElse("");
    }

    private static String noun(Covers covers) {
        return switch (covers) {
            case REPOSITORY -> "repository";
            case TEMPLATE -> "credential-template";
        };
    }

    private static String target(Covers covers, RepositoryUrl url) {
        return noun(covers) + ":" + url.normalized();
    }

    @Override
    public String name() {
        return "repositories";
    }

    @Override
    @Transactional
    public int reseal(Resealing resealing) {
        int count = 0;
        for (RepositoryEntity entity : table.findAll()) {
            for (var secret : List.copyOf(entity.secrets().entrySet())) {
                var fresh = resealing.again(entity.context(secret.getKey()), new Sealed(secret.getValue()));
                fresh.ifPresent(text -> entity.keep(secret.getKey(), text));
                count += fresh.isPresent() ? 1 : 0;
            }
        }
        return count;
    }
}
