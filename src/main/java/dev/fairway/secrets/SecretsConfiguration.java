package dev.fairway.secrets;

import dev.fairway.configuration.FairwayHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code fairway.encryption-key-file} names the key file. Without it the file is {@code keys/encryption.key} in the home
 * folder, made at the first start; a file that is named must exist, because a key made in a container that goes away
 * would take every secret with it.
 */
@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {

    @Bean
    FingerprintSecret fingerprintSecret(JdbcClient database) {
        return new FingerprintSecret(database);
    }

    @Bean
    KeyRing keyRing(
            FairwayHome home,
            FingerprintSecret fingerprints,
            @Value("${fairway.encryption-key-file:}") String configured) {
        KeyFile file =
                new KeyFile(configured.isBlank() ? home.folder("keys").resolve("encryption.key") : Path.of(configured));
        // A database that was set up with a key must never be given a new one by accident.
        if (configured.isBlank() && !Files.exists(file.path()) && !fingerprints.exists()) {
            file.create();
        }
        return file.read();
    }

    @Bean
    Vault vault(KeyRing ring, FingerprintSecret fingerprints) {
        return new SealedVault(ring, fingerprints.openOrMake(ring));
    }

    @Bean
    KeyRotation keyRotation(KeyRing ring, List<SealedStore> stores, PlatformTransactionManager transactions) {
        return new KeyRotation(ring, stores, new TransactionTemplate(transactions));
    }
}
