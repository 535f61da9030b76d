package dev.fairway.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.audit.AuditTrail;
import dev.fairway.e2e.Eventually;
import dev.fairway.ledger.DeliveryFacts;
import dev.fairway.ledger.DeliveryRecord;
import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.reconciliation.DeploymentBecameHealthy;
import dev.fairway.reconciliation.DeploymentRendered;
import dev.fairway.reconciliation.DriftBegan;
import dev.fairway.reconciliation.DriftEnded;
import dev.fairway.reconciliation.OperationAttemptEnded;
import dev.fairway.reconciliation.OperationStarted;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.secrets.TestVault;
import dev.fairway.secrets.Vault;
import dev.fairway.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A record of its own, written by the events that write the real one; nothing else of Fairway runs. */
final class RecordLab implements AutoCloseable {

    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private final AnnotationConfigApplicationContext context;
    private final JsonMapper json = new JsonMapper();
    private long operation = 1;

    RecordLab() {
        this(TestDatabase.fresh());
    }

    RecordLab(TestDatabase database) {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, database::dataSource);
        context.register(Parts.class);
        context.refresh();
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan({"dev.fairway.ledger", "dev.fairway.metrics"})
    /** No @Configuration: it would be found by tests that scan everything. */
    static class Parts {

        @Bean
        JdbcClient jdbcClient(DataSource database) {
            return JdbcClient.create(database);
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource database) {
            return new JdbcTemplate(database);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        JsonMapper jsonMapper() {
            return new JsonMapper();
        }

        @Bean
        AuditTrail auditTrail(JdbcClient jdbc, JsonMapper json) {
            return new AuditTrail(jdbc, json);
        }

        @Bean
        Vault vault() {
            return TestVault.fresh();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return part(JdbcClient.class);
    }

    /** An operation that is begun; its number. */
    long begin(String application, OperationState.Kind kind, Instant at) {
        long id = operation++;
        publish(new OperationStarted(
                id, facts(application), kind, Actor.person("ann"), "", List.of("main"), SyncCommand.everything(), at));
        return id;
    }

    /** And ends well. */
    void end(long id, String application, Instant at) {
        publish(new OperationAttemptEnded(
                id,
                name(application),
                1,
                "Succeeded",
                "",
                "",
                List.of("abc" + id),
                at.minusSeconds(30),
                at,
                List.of(new OperationState.Result(
                        new ResourceKey("apps", "Deployment", application, application),
                        "v1",
                        "Sync",
                        0,
                        false,
                        "Synced",
                        "changed"))));
        publish(new SyncVerdictReached(id, name(application), "Succeeded", "", at));
    }

    /** A deployment by an operation of its own. */
    void deploy(String application, String state, Instant at, Manifest... manifests) {
        long id = begin(application, OperationState.Kind.SYNC, at.minusSeconds(60));
        end(id, application, at.minusSeconds(10));
        healthy(id, application, state, at, manifests);
    }

    void healthy(long id, String application, String state, Instant at, Manifest... manifests) {
        inTransaction(() -> {
            context.publishEvent(new DeploymentBecameHealthy(
                    facts(application),
                    Optional.of(id),
                    List.of(state + "-revision"),
                    state,
                    "render",
                    List.of("registry.example/" + application + ":1"),
                    List.of(new DeploymentBecameHealthy.ShippedCommit(
                            state + "-sha",
                            "Ann <ann@example>",
                            at.minus(Duration.ofHours(3)),
                            at.minus(Duration.ofHours(2)),
                            at.minus(Duration.ofHours(2)),
                            "Change " + state,
                            false)),
                    false,
                    "before",
                    Actor.person("ann"),
                    at.minusSeconds(5),
                    at,
                    Optional.empty()));
            context.publishEvent(new DeploymentRendered(
                    name(application),
                    Optional.of(id),
                    state,
                    List.of(manifests),
                    List.of(new DeploymentRendered.PulledImage("registry.example/" + application + ":1", DIGEST))));
        });
    }

    void driftBegan(String id, Instant at) {
        publish(new DriftBegan(
                id,
                facts("shop"),
                new ResourceKey("apps", "Deployment", "shop", "shop"),
                "spec.replicas",
                "3",
                "5",
                Optional.empty(),
                List.of("main"),
                at));
    }

    void driftEnded(String id, Instant at) {
        publish(new DriftEnded(id, name("shop"), DriftEnded.End.UNDONE, Optional.empty(), List.of("main"), at));
    }

    /** Without an operation and without manifests. */
    void healthy(ApplicationFacts facts, Instant at) {
        publish(new DeploymentBecameHealthy(
                facts,
                Optional.empty(),
                List.of("main"),
                "state",
                "render",
                List.of(),
                List.of(),
                false,
                "",
                Actor.person("ann"),
                at,
                at,
                Optional.empty()));
    }

    void publish(Object event) {
        inTransaction(() -> context.publishEvent(event));
    }

    void inTransaction(Runnable work) {
        new TransactionTemplate(part(PlatformTransactionManager.class)).executeWithoutResult(ignored -> work.run());
    }

    /** Seals everything. A transaction that still runs anywhere on the server holds the sealer back. */
    void seal() {
        Eventually.eventually(() -> {
            part(LedgerSeal.class).seal();
            assertThat(jdbc().sql("""
                            select count(*) from ledger_rows where written_by >= (select max(to_xid) from ledger_seals)""").query(Long.class).single()).isZero();
        });
    }

    /** As of when exactly everything that is sealed by now is too old. */
    Instant whenAllIsOld() {
        Instant last = jdbc().sql("select max(sealed_at) from ledger_seals")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        return last.plus(Duration.ofDays(2 * 366 + 60)).plusMillis(1);
    }

    /** What figures since then are made of. */
    DeliveryFacts facts(Instant from) {
        List<DeliveryFacts> parts = new ArrayList<>();
        part(DeliveryRecord.class).all(parts::add);
        return new DeliveryFacts(
                each(parts, DeliveryFacts::shipped, fact -> !fact.healthyAt().isBefore(from)),
                each(parts, DeliveryFacts::ended, fact -> !fact.at().isBefore(from)),
                each(parts, DeliveryFacts::worsened, fact -> !fact.at().isBefore(from)),
                each(parts, DeliveryFacts::incidents, fact -> !fact.startedAt().isBefore(from)),
                each(parts, DeliveryFacts::words, fact -> true));
    }

    private static <T> List<T> each(
            List<DeliveryFacts> parts, Function<DeliveryFacts, List<T>> kind, Predicate<T> recent) {
        return parts.stream().map(kind).flatMap(List::stream).filter(recent).toList();
    }

    LedgerVerification.Verification verify() {
        return part(LedgerVerification.class).verify();
    }

    List<String> export() {
        List<String> lines = new ArrayList<>();
        part(LedgerExport.class).write(0, Instant.parse("2026-11-26T12:00:00Z"), lines::add);
        return lines;
    }

    Manifest manifest(String text) {
        return Manifest.of((ObjectNode) json.readTree(text));
    }

    static ApplicationName name(String application) {
        return new ApplicationName("argocd", application);
    }

    private static ApplicationFacts facts(String application) {
        return new ApplicationFacts(
                name(application), "default", "team", application, "production", true, "in-cluster");
    }

    @Override
    public void close() {
        context.close();
    }
}
