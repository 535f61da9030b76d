package dev.fairway.applications;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "applications")
class ApplicationEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String namespace = "";
    String name = "";
    UUID uid = new UUID(0, 0);
    String project = "";

    @Nullable
    String parent;

    @JdbcTypeCode(SqlTypes.JSON)
    String document = "{}";

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    String applied;

    long generation;
    long version;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "deletion_requested_at")
    @Nullable
    Instant deletionRequestedAt;
}
