package dev.fairway.tenancy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

@Entity
@Table(name = "environments")
class EnvironmentEntity {

    @Id
    String name = "";

    boolean production;

    @Version
    long version;
}
