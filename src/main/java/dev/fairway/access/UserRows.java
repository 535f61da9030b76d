package dev.fairway.access;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface UserRows extends Repository<UserEntity, Long> {

    Optional<UserEntity> findByName(String name);

    UserEntity save(UserEntity row);
}
