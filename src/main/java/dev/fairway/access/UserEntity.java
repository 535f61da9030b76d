package dev.fairway.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "users")
class UserEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String name = "";

    @Column(name = "password_hash")
    @Nullable
    String passwordHash;

    @Enumerated(EnumType.STRING)
    Principal.Role role = Principal.Role.VIEWER;

    @Enumerated(EnumType.STRING)
    Person.Kind kind = Person.Kind.LOCAL;

    boolean disabled;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;
}
