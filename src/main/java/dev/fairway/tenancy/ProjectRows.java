package dev.fairway.tenancy;

import jakarta.persistence.QueryHint;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

interface ProjectRows extends Repository<ProjectEntity, Long> {

    Optional<ProjectEntity> findByName(String name);

    List<ProjectEntity> findAllByOrderByName();

    /** Asked from within anybody's transaction, so it writes nothing of theirs before its time. */
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    @Query(
            value = "select * from projects where jsonb_path_exists(document, '$.spec.roles[*]') order by name",
            nativeQuery = true)
    List<ProjectEntity> findAllWithRoles();

    ProjectEntity saveAndFlush(ProjectEntity row);

    void delete(ProjectEntity row);
}
