package dev.fairway.cluster.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "clusters")
class ClusterEntity {

    @Id
    UUID id = new UUID(0, 0);

    String name = "";
    String server = "";
    String certificate = "";

    @Nullable
    String token;

    boolean own;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    Instant updatedAt = Instant.EPOCH;
}
