package dev.fairway.source.registry;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.Vault;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What opens an address. Asked before every use of a repository, so the answers are remembered for some seconds; a change
 * made by another instance counts after that.
 */
@Component
class KeptCredentials implements Credentials {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final RepositoryTable table;
    private final Vault vault;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(Instant at, List<KnownAccess> entries, Map<String, Access> answers) {}

    KeptCredentials(RepositoryTable table, Vault vault, Clock clock) {
        this.table = table;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Access accessTo(RepositoryUrl repository) {
        Snapshot known = current();
        return known.answers()
                .computeIfAbsent(
                        repository.normalized(), url -> AccessChoice.choose(known.entries(), url, vault::fingerprint));
    }

    void forgetAfterCommit() {
        snapshot = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    snapshot = null;
                }
            });
        }
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        if (known != null && known.at().plus(REMEMBERED).isAfter(clock.instant())) {
            return known;
        }
        Snapshot fresh = new Snapshot(
                clock.instant(), table.findAll().stream().map(this::open).toList(), new ConcurrentHashMap<>());
        snapshot = fresh;
        return fresh;
    }

    private KnownAccess open(RepositoryEntity entity) {
        Map<SecretPart, String> clear = new EnumMap<>(SecretPart.class);
        entity.secrets()
                .forEach((part, kept) -> clear.put(
                        part, new String(vault.open(entity.context(part), new Sealed(kept)), StandardCharsets.UTF_8)));
        return new KnownAccess(
                entity.covers() == Covers.TEMPLATE,
                entity.normalizedUrl(),
                entity.username(),
                entity.enableOci(),
                clear);
    }
}
