package dev.fairway.cluster.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "clusters")
class ClusterEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String name = "";
    String server = "";

    @Column(name = "ca_pem")
    @Nullable
    String caPem;

    @Nullable
    String token;

    @Column(name = "certificate_pem")
    @Nullable
    String certificatePem;

    @Column(name = "client_key")
    @Nullable
    String clientKey;

    boolean insecure;

    @JdbcTypeCode(SqlTypes.JSON)
    List<String> namespaces = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> labels = Map.of();

    String project = "";

    @Column(name = "in_cluster")
    boolean inCluster;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    /** Changes with every write, so that other replicas notice that their connection is outdated. */
    long version;
}
