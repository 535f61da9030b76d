package dev.fairway.tenancy;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface EnvironmentRows extends Repository<EnvironmentEntity, String> {

    Optional<EnvironmentEntity> findByName(String name);

    List<EnvironmentEntity> findAllByOrderByName();

    EnvironmentEntity save(EnvironmentEntity row);
}
