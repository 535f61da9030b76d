package dev.fairway.cluster.registry;

import dev.fairway.audit.AuditTrail;
import dev.fairway.cluster.api.ApiMeters;
import dev.fairway.secrets.Vault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    @Bean
    ClusterStore clusterStore(
            ClusterRows rows,
            Vault vault,
            ClusterProperties properties,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        return new ClusterStore(rows, vault, properties, audit, clock, new TransactionTemplate(transactions));
    }

    @Bean(destroyMethod = "close")
    KnownClusters clusters(
            ClusterStore store,
            Vault vault,
            ClusterProperties properties,
            MeterRegistry meters,
            JdbcClient database,
            Clock clock) {
        KnownClusters clusters = new KnownClusters(
                store,
                new DriverFactory(properties, vault, new ApiMeters(meters), clock),
                new KeptContacts(database),
                clock);
        Gauge.builder("fairway.cluster.objects", clusters, known -> known.objects()
                        .full())
                .tag("kept", "whole")
                .register(meters);
        Gauge.builder("fairway.cluster.objects", clusters, known -> known.objects()
                        .records())
                .tag("kept", "record")
                .register(meters);
        return clusters;
    }
}
