package dev.fairway.cluster.registry;

import dev.fairway.audit.AuditTrail;
import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.SealedStore;
import dev.fairway.secrets.Vault;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of clusters. Credentials are sealed under the cluster's name and field. */
class ClusterStore implements SealedStore {

    private final ClusterRows rows;
    private final Vault vault;
    private final ClusterProperties rules;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final TransactionTemplate transactions;
    private final RecentClusters recent;

    ClusterStore(
            ClusterRows rows,
            Vault vault,
            ClusterProperties rules,
            AuditTrail audit,
            InstantSource clock,
            TransactionTemplate transactions) {
        this.rows = rows;
        this.vault = vault;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
        this.recent = new RecentClusters(rows, clock);
    }

    /** What a connection is made of. */
    record Stored(ClusterDetails details, ClusterAccess access, long version) {}

    Optional<ClusterRef> find(Destination destination) {
        return recent.find(row -> isMeant(destination, row))
                .or(() ->
                        destination.name().equals("in-cluster") ? recent.find(row -> row.inCluster) : Optional.empty())
                .map(ClusterStore::ref);
    }

    private static boolean isMeant(Destination destination, ClusterEntity row) {
        if (!destination.name().isEmpty()) {
            return row.name.equals(destination.name());
        }
        return ServerAddress.isInCluster(destination.server())
                ? row.inCluster
                : row.server.equals(ServerAddress.normal(destination.server()));
    }

    List<ClusterRef> all() {
        return rows.findAllByOrderByNameAsc().stream().map(ClusterStore::ref).toList();
    }

    Optional<ClusterDetails> details(ClusterRef cluster) {
        return row(cluster).map(ClusterStore::details);
    }

    /** The number that changes whenever the cluster's entry does. */
    Optional<Long> version(ClusterRef cluster) {
        return recent.find(row -> String.valueOf(row.id).equals(cluster.id())).map(found -> found.version);
    }

    Optional<Stored> open(ClusterRef cluster) {
        return row(cluster).map(found -> new Stored(details(found), access(found), found.version));
    }

    ClusterRef register(ClusterRegistration registration, Actor actor) {
        String server = checked(registration);
        try {
            return java.util.Objects.requireNonNull(
                    transactions.execute(status -> ref(save(registration, server, actor))));
        } catch (DataIntegrityViolationException taken) {
            throw invalid(registration.name(), "another cluster has its address or is the control plane's own already");
        }
    }

    /** The same with the stored credential, where none is given and the address is the stored one. */
    ClusterRegistration completed(ClusterRegistration given) {
        Optional<ClusterEntity> row = rows.findByName(given.name());
        ClusterAccess access = given.access();
        boolean hasOwn = access.token().isPresent()
                || access.keyPem().isPresent()
                || access.certificatePem().isPresent();
        if (row.isEmpty()) {
            return given;
        }
        boolean inCluster = row.get().inCluster;
        if (hasOwn) {
            return new ClusterRegistration(
                    given.name(), access, given.namespaces(), given.labels(), given.project(), inCluster);
        }
        ClusterAccess stored = access(row.get());
        if (!stored.server().equals(ServerAddress.normal(access.server()))) {
            throw invalid(
                    given.name(),
                    "its address is another one now; enter its credential again, since the stored one is for "
                            + stored.server());
        }
        return new ClusterRegistration(
                given.name(),
                new ClusterAccess(
                        access.server(),
                        access.caPem(),
                        stored.token(),
                        stored.certificatePem(),
                        stored.keyPem(),
                        access.insecure()),
                given.namespaces(),
                given.labels(),
                given.project(),
                inCluster);
    }

    /** Every replica's connection is outdated from now on. */
    void touch(ClusterRef cluster, Actor actor) {
        transactions.executeWithoutResult(status -> row(cluster).ifPresent(row -> {
            recent.forget();
            row.version++;
            rows.save(row);
            audit.record(actor, "cluster.relist", "cluster:" + row.name, Map.of());
        }));
    }

    /** The address in its one spelling, if all of it can be stored. */
    private String checked(ClusterRegistration registration) {
        ClusterAccess access = registration.access();
        String name = registration.name();
        if (name.isBlank() || name.length() > 253 || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name.isBlank() ? "without a name" : "of this name", "a name is one short line");
        }
        String server = ServerAddress.normal(access.server());
        ServerAddress.refusal(access.server().strip(), rules).ifPresent(why -> {
            throw invalid(registration.name(), "its address " + why);
        });
        if (access.insecure() && !rules.allowInsecure()) {
            throw invalid(
                    registration.name(),
                    "its certificate would not be checked, which an administrator must allow"
                            + " (fairway.cluster.allow-insecure)");
        }
        if (access.certificatePem().isPresent() != access.keyPem().isPresent()) {
            throw invalid(registration.name(), "a client certificate and its key belong together");
        }
        return server;
    }

    /** A registration that could be stored, as a connection sees it. */
    Stored asStored(ClusterRegistration registration) {
        String server = checked(registration);
        ClusterAccess given = registration.access();
        return new Stored(
                new ClusterDetails(
                        new ClusterRef("", registration.name(), server),
                        registration.namespaces(),
                        registration.labels(),
                        registration.project(),
                        registration.inCluster(),
                        given.insecure(),
                        "",
                        false,
                        false,
                        clock.instant()),
                new ClusterAccess(
                        server, given.caPem(), given.token(), given.certificatePem(), given.keyPem(), given.insecure()),
                0);
    }

    void remove(ClusterRef cluster, Actor actor) {
        transactions.executeWithoutResult(status -> row(cluster).ifPresent(row -> {
            recent.forget();
            rows.delete(row);
            audit.record(actor, "cluster.delete", "cluster:" + row.name, Map.of("server", row.server));
        }));
    }

    @Override
    public String name() {
        return "clusters";
    }

    @Override
    public int reseal(Resealing resealing) {
        int count = 0;
        for (ClusterEntity row : rows.findAllByOrderByNameAsc()) {
            Optional<String> token = again(resealing, row.name, "token", row.token);
            Optional<String> key = again(resealing, row.name, "client_key", row.clientKey);
            token.ifPresent(kept -> row.token = kept);
            key.ifPresent(kept -> row.clientKey = kept);
            if (token.isPresent() || key.isPresent()) {
                rows.save(row);
            }
            count += (token.isPresent() ? 1 : 0) + (key.isPresent() ? 1 : 0);
        }
        return count;
    }

    private static Optional<String> again(Resealing resealing, String cluster, String field, @Nullable String sealed) {
        return Optional.ofNullable(sealed)
                .flatMap(text -> resealing.again(context(cluster, field), new Sealed(text)))
                .map(Sealed::text);
    }

    private ClusterEntity save(ClusterRegistration registration, String server, Actor actor) {
        recent.forget();
        ClusterEntity row = rows.findByName(registration.name()).orElseGet(() -> {
            ClusterEntity fresh = new ClusterEntity();
            fresh.createdAt = clock.instant();
            return fresh;
        });
        ClusterAccess access = registration.access();
        if (isKnown(row, registration, server)) {
            return row;
        }
        row.name = registration.name();
        row.server = server;
        row.caPem = access.caPem().orElse(null);
        row.certificatePem = access.certificatePem().orElse(null);
        row.token = seal(registration.name(), "token", access.token());
        row.clientKey = seal(registration.name(), "client_key", access.keyPem());
        row.insecure = access.insecure();
        row.namespaces = List.copyOf(registration.namespaces());
        row.labels = java.util.Map.copyOf(registration.labels());
        row.project = registration.project();
        row.inCluster = registration.inCluster();
        row.version++;
        ClusterEntity saved = rows.save(row);
        audit.record(actor, "cluster.save", "cluster:" + row.name, Map.of("server", server));
        return saved;
    }

    /** Every start registers its own clusters again; a new version would make all replicas connect anew. */
    private boolean isKnown(ClusterEntity row, ClusterRegistration registration, String server) {
        ClusterAccess access = registration.access();
        return row.version > 0
                && access(row)
                        .equals(new ClusterAccess(
                                server,
                                access.caPem(),
                                access.token(),
                                access.certificatePem(),
                                access.keyPem(),
                                access.insecure()))
                && row.namespaces.equals(registration.namespaces())
                && row.labels.equals(registration.labels())
                && row.project.equals(registration.project())
                && row.inCluster == registration.inCluster();
    }

    private @Nullable String seal(String cluster, String field, Optional<String> clear) {
        return clear.map(text -> vault.seal(context(cluster, field), text.getBytes(StandardCharsets.UTF_8))
                        .text())
                .orElse(null);
    }

    private Optional<String> open(String cluster, String field, @Nullable String sealed) {
        return Optional.ofNullable(sealed)
                .map(text -> new String(vault.open(context(cluster, field), new Sealed(text)), StandardCharsets.UTF_8));
    }

    private ClusterAccess access(ClusterEntity row) {
        return new ClusterAccess(
                row.server,
                Optional.ofNullable(row.caPem),
                open(row.name, "token", row.token),
                Optional.ofNullable(row.certificatePem),
                open(row.name, "client_key", row.clientKey),
                row.insecure);
    }

    private Optional<ClusterEntity> row(ClusterRef cluster) {
        return rows.findById(Long.valueOf(cluster.id()));
    }

    private static String context(String cluster, String field) {
        return "cluster:" + cluster + ":" + field;
    }

    private static ClusterRef ref(ClusterEntity row) {
        return new ClusterRef(String.valueOf(row.id), row.name, row.server);
    }

    private static ClusterDetails details(ClusterEntity row) {
        return new ClusterDetails(
                ref(row),
                row.namespaces,
                row.labels,
                row.project,
                row.inCluster,
                row.insecure,
                Optional.ofNullable(row.caPem).orElse(""),
                row.token != null,
                row.certificatePem != null,
                row.createdAt);
    }

    private static ProblemException invalid(String name, String why) {
        return Problem.stalled("ClusterInvalid", "The cluster %s is refused: %s.".formatted(name, why))
                .asException();
    }
}
