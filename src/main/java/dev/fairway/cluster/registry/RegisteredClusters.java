package dev.fairway.cluster.registry;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.api.ApiAddress;
import dev.fairway.cluster.api.ApiConnection;
import dev.fairway.cluster.api.ApiMeters;
import dev.fairway.cluster.api.Pause;
import dev.fairway.cluster.api.SecretsAtTheEdge;
import dev.fairway.cluster.api.Served;
import dev.fairway.cluster.driver.KubernetesDriver;
import dev.fairway.cluster.live.WatchedLiveState;
import dev.fairway.resource.Destination;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class RegisteredClusters implements Clusters, AutoCloseable {

    private static final String OWN_NAME = "in-cluster";

    private final ClusterRows rows;
    private final Vault vault;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Connected> connections = new ConcurrentHashMap<>();

    /** A connection and the version of the row it was made from. */
    private record Connected(KubernetesDriver driver, Instant version) {}

    RegisteredClusters(ClusterRows rows, Vault vault, MeterRegistry meters, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ClusterRef> find(Destination destination) {
        String server = withoutSlash(destination.server());
        boolean own = server.equals(Destination.IN_CLUSTER) || destination.name().equals(OWN_NAME);
        Optional<ClusterEntity> found =
                own ? rows.findByOwnTrue() : Optional.empty();
        return found.or(() -> destination.name().isEmpty()
                        ? rows.findByServer(server)
                        : rows.findByName(destination.name()))
                .map(RegisteredClusters::ref);
    }

    @Override
    @Transactional(readOnly = true)
    public List<ClusterRef> all() {
        return rows.findAllByOrderByName().stream().map(RegisteredClusters::ref).toList();
    }

    @Override
    @Transactional
    public ClusterRef register(ClusterRegistration registration) {
        ClusterEntity row = rows.findByName(registration.name()).orElseGet(() -> fresh(registration.name()));
        boolean same = row.server.equals(withoutSlash(registration.server()))
                && row.certificate.equals(registration.certificate())
                && row.own == registration.own()
                && token(row).equals(Optional.of(registration.token()).filter(text -> !text.isEmpty()));
        if (same) {
            return ref(row);
        }
        row.server = withoutSlash(registration.server());
        row.certificate = registration.certificate();
        row.own = registration.own();
        row.token = registration.token().isEmpty()
                ? null
                : vault.seal(context(row), registration.token().getBytes(StandardCharsets.UTF_8)).text();
        row.updatedAt = now();
        return ref(rows.save(row));
    }

    private ClusterEntity fresh(String name) {
        ClusterEntity row = new ClusterEntity();
        row.id = UUID.randomUUID();
        row.name = name;
        row.createdAt = now();
        return row;
    }

    @Override
    @Transactional(readOnly = true)
    public ClusterDriver driver(ClusterRef cluster) {
        ClusterEntity row = rows.findById(UUID.fromString(cluster.id()))
                .orElseThrow(() -> new ClusterProblem(
                        ClusterProblem.Reason.UNREACHABLE, "The cluster " + cluster.name() + " is not known any more.", null));
        return connections
                .compute(cluster.id(), (id, known) -> {
                    if (known != null && known.version().equals(row.updatedAt)) {
                        return known;
                    }
                    if (known != null) {
                        known.driver().close();
                    }
                    return new Connected(connect(row), row.updatedAt);
                })
                .driver();
    }

    private KubernetesDriver connect(ClusterEntity row) {
        ApiAddress address = new ApiAddress(
                row.server,
                Optional.of(row.certificate).filter(pem -> !pem.isEmpty()),
                token(row),
                Optional.empty(),
                Optional.empty(),
                false);
        ApiMeters counted = new ApiMeters(meters);
        ApiConnection connection = new ApiConnection(address, counted, Pause.REAL);
        Served served = new Served(connection, clock);
        SecretsAtTheEdge secrets = new SecretsAtTheEdge(vault);
        WatchedLiveState live =
                new WatchedLiveState(connection, served, secrets, List.of(), counted, Pause.REAL);
        return new KubernetesDriver(connection, served, secrets, live);
    }

    private Optional<String> token(ClusterEntity row) {
        return Optional.ofNullable(row.token)
                .map(sealed -> new String(vault.open(context(row), new Sealed(sealed)), StandardCharsets.UTF_8));
    }

    private static String context(ClusterEntity row) {
        return "cluster:" + row.id + ":token";
    }

    private static ClusterRef ref(ClusterEntity row) {
        return new ClusterRef(row.id.toString(), row.name, row.server);
    }

    private static String withoutSlash(String server) {
        return server.replaceFirst("/+$", "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        connections.values().forEach(connected -> connected.driver().close());
    }
}
