package dev.fairway.applications;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApplicationRows extends Repository<ApplicationEntity, Long> {

    Optional<ApplicationEntity> findByNamespaceAndName(String namespace, String name);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from ApplicationEntity a where a.namespace = :namespace and a.name = :name")
    Optional<ApplicationEntity> lock(String namespace, String name);

    List<ApplicationEntity> findAllByOrderByNamespaceAscNameAsc();

    List<ApplicationEntity> findByParentOrderByNamespaceAscNameAsc(String parent);

    ApplicationEntity save(ApplicationEntity row);

    void delete(ApplicationEntity row);

    @Query(value = "select nextval('registry_versions')", nativeQuery = true)
    long nextVersion();
}
