package dev.fairway.tenancy;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ProjectRows extends Repository<ProjectEntity, Long> {

    Optional<ProjectEntity> findByName(String name);

    List<ProjectEntity> findAllByOrderByName();

    ProjectEntity saveAndFlush(ProjectEntity row);

    void delete(ProjectEntity row);
}
