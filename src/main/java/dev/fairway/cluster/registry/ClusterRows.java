package dev.fairway.cluster.registry;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ClusterRows extends Repository<ClusterEntity, Long> {

    Optional<ClusterEntity> findById(Long id);

    Optional<ClusterEntity> findByName(String name);

    Optional<ClusterEntity> findByServer(String server);

    Optional<ClusterEntity> findByInClusterTrue();

    List<ClusterEntity> findAllByOrderByNameAsc();

    ClusterEntity save(ClusterEntity row);

    void delete(ClusterEntity row);
}
