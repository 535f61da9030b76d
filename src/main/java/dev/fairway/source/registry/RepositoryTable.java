package dev.fairway.source.registry;

import dev.fairway.source.Repository.Covers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface RepositoryTable extends JpaRepository<RepositoryEntity, UUID> {

    List<RepositoryEntity> findByCoversOrderByNormalizedUrl(Covers covers);

    Optional<RepositoryEntity> findByCoversAndNormalizedUrl(Covers covers, String normalizedUrl);
}
