package dev.fairway.source.registry;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.Vault;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.RepositoryRegistration;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credentials;
import dev.fairway.source.outbound.ProxyForAll;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final JdbcClient database;
    private final Vault vault;
    private final ProxyForAll proxy;
    private final InstallationTokens tokens;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(Instant at, KnownEntries entries, Map<String, Access> answers) {}

    KeptCredentials(
            RepositoryTable table,
            JdbcClient database,
            Vault vault,
            ProxyForAll proxy,
            InstallationTokens tokens,
            Clock clock) {
        this.tokens = tokens;
        this.table = table;
        this.database = database;
        this.proxy = proxy;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Access accessTo(RepositoryUrl repository) {
        return tokens.open(chosen(repository), repository.normalized());
    }

    @Override
    public String identityFor(RepositoryUrl repository) {
        return chosen(repository).identity();
    }

    private Access chosen(RepositoryUrl repository) {
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
        Snapshot fresh = new Snapshot(clock.instant(), entries(), new ConcurrentHashMap<>());
        snapshot = fresh;
        return fresh;
    }

    /**
     * What would open the repository if it were kept as it was entered. Secrets that were not entered come from the entry
     * with the same address only: nobody can send a stored secret elsewhere by naming another address.
     */
    Access asEntered(RepositoryRegistration entered) {
        String url = entered.url().normalized();
        Map<SecretPart, String> secrets = new EnumMap<>(SecretPart.class);
        table.findByCoversAndNormalizedUrl(entered.covers(), url)
                .ifPresent(entity -> secrets.putAll(open(entity).secrets()));
        entered.secrets().forEach((part, text) -> {
            if (text.isBlank()) {
                secrets.remove(part);
            } else {
                secrets.put(part, text);
            }
        });
        KnownAccess wanted = new KnownAccess(
                entered.covers() == Covers.TEMPLATE,
                url,
                entered.username(),
                entered.enableOci(),
                entered.proxy(),
                secrets);
        return tokens.open(AccessChoice.choose(entries().with(wanted), url, vault::fingerprint), url);
    }

    private KnownEntries entries() {
        Map<String, String> authorities = new HashMap<>();
        database.sql("select host, pem from source_tls_authority")
                .query((row, number) -> Map.entry(row.getString("host"), row.getString("pem")))
                .list()
                .forEach(each -> authorities.put(each.getKey(), each.getValue()));
        return new KnownEntries(
                table.findAll().stream().map(this::open).toList(), authorities, proxy.proxy(), proxy.exceptions());
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
                entity.proxy(),
                clear);
    }
}
