package dev.fairway.cluster.registry;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ClusterRows extends Repository<ClusterEntity, UUID> {

    Optional<ClusterEntity> findById(UUID id);

    Optional<ClusterEntity> findByName(String name);

    Optional<ClusterEntity> findByServer(String server);

    Optional<ClusterEntity> findByOwnTrue();

    List<ClusterEntity> findAllByOrderByName();

    ClusterEntity save(ClusterEntity row);
}
