package dev.fairway.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.e2e.Eventually;
import dev.fairway.ledger.DeliveryFacts;
import dev.fairway.ledger.IncidentReport;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Running;
import dev.fairway.ledger.Testimony;
import dev.fairway.ledger.manifests.KeptManifests;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.SecretText;
import dev.fairway.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What leaves the record, what stays, and that both can be proved: here, and by somebody who has only an export. */
class RetentionTest {

    private static final Instant LONG_AGO = Instant.parse("2020-03-03T14:05:00Z");

    private final RecordLab lab = new RecordLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void whatIsTooOldLeavesWithASignedCheckpointAndTheRecordIsWholeFromThereOn() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.deploy("shop", "two", LONG_AGO.plus(Duration.ofDays(1)), settings("two"));
        lab.seal();
        Instant allIsOld = lab.whenAllIsOld();
        assertThat(apply(allIsOld.minus(Duration.ofDays(1))))
                .as("nothing is old yet")
                .isZero();

        // The first deployment's row, manifests, image, operation, attempt, result, effect and verdict.
        assertThat(apply(allIsOld)).isEqualTo(8);

        LedgerVerification.Verification after = lab.verify();
        assertThat(after.problems()).isEmpty();
        assertThat(after.checkpoints()).isEqualTo(1);
        assertThat(after.removed()).isEqualTo(8);
        assertThat(after.rows()).isEqualTo(8);
        assertThat(texts())
                .as("the list and the object that only the first one had")
                .hasSize(2);
        assertThat(lab.jdbc()
                        .sql("select detail->>'removed' from audit_entries where action = 'ledger.checkpoint'")
                        .query(String.class)
                        .single())
                .isEqualTo("8");

        lab.deploy("shop", "three", LONG_AGO.plus(Duration.ofDays(2)), settings("three"));
        lab.seal();
        assertThat(lab.verify().problems()).isEmpty();
        assertThat(apply(lab.whenAllIsOld()))
                .as("the second goes as soon as a third has taken over")
                .isEqualTo(8);
        assertThat(lab.verify()).satisfies(found -> {
            assertThat(found.problems()).isEmpty();
            assertThat(found.checkpoints()).isEqualTo(2);
            assertThat(found.removed()).isEqualTo(16);
        });
        assertThat(apply(lab.whenAllIsOld()))
                .as("a second time nothing is left to do")
                .isZero();
    }

    @Test
    void whatIsStillNeededNeverLeaves() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.deploy("gone", "one", LONG_AGO, settings("gone"));
        long deletion = lab.begin("gone", OperationState.Kind.DELETION, LONG_AGO.plus(Duration.ofHours(1)));
        lab.end(deletion, "gone", LONG_AGO.plus(Duration.ofHours(2)));
        long open = lab.begin("search", OperationState.Kind.SYNC, LONG_AGO);
        long slow = lab.begin("slow", OperationState.Kind.SYNC, LONG_AGO);
        Testimony testimony = lab.part(Testimony.class);
        testimony.report(incident("open", Optional.empty()), Actor.person("ann"));
        testimony.report(incident("over", Optional.of(LONG_AGO.plusSeconds(60))), Actor.person("ann"));
        lab.seal();
        Instant firstIsOld = lab.whenAllIsOld();
        lab.end(slow, "slow", LONG_AGO.plus(Duration.ofDays(3)));
        lab.healthy(slow, "slow", "one", LONG_AGO.plus(Duration.ofDays(3)), settings("slow"));
        lab.seal();

        apply(firstIsOld);

        Ledger ledger = lab.part(Ledger.class);
        assertThat(ledger.at(Instant.now(), all -> true))
                .extracting(Running::application)
                .containsExactly("argocd/shop", "argocd/slow");
        assertThat(ledger.operation(open)).as("nobody knows yet how it ends").isPresent();
        assertThat(ledger.operation(slow)).as("it ended later").isPresent();
        assertThat(ledger.operation(deletion)).isEmpty();
        Running shop = ledger.at(Instant.now(), all -> true).getFirst();
        assertThat(ledger.operation(ledger.deployment(shop.deployment())
                                .orElseThrow()
                                .operation()
                                .orElseThrow())
                        .orElseThrow()
                        .attempts())
                .as("the operation that brought what runs, with its results")
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.resources()).hasSize(1));
        assertThat(lab.part(KeptManifests.class).of(shop.deployment()).orElseThrow())
                .containsExactly(settings("one"));
        assertThat(lab.jdbc()
                        .sql("select incident from incident_reports")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .endsWith(":open");
        assertThat(lab.verify().problems()).isEmpty();
    }

    @Test
    void textsStayAsLongAsAnyDeploymentNamesThemAndOnlyWhatWasWrittenFirstIsKept() {
        lab.deploy("shop", "one", LONG_AGO, settings("same"), settings("only here"));
        lab.deploy("cart", "one", LONG_AGO, settings("same"));
        lab.deploy("shop", "two", LONG_AGO.plusSeconds(90), settings("two"));
        long shop = lab.part(Ledger.class).latestDeployments(1).getFirst().id();
        lab.inTransaction(() -> lab.part(KeptManifests.class).keep(shop, List.of(settings("another"))));
        assertThat(texts()).noneMatch(text -> text.contains("another"));
        lab.seal();

        apply(lab.whenAllIsOld());

        assertThat(texts())
                .as("two lists and their objects")
                .hasSize(4)
                .anyMatch(text -> text.contains("same"))
                .noneMatch(text -> text.contains("only here"));
        assertThat(lab.jdbc()
                        .sql("select count(*) from ledger_unlisted")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(lab.verify().problems()).isEmpty();
    }

    @Test
    void whoRecordsWaitsForNothingThatRetentionHolds() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"), settings("shared"));
        lab.deploy("shop", "two", LONG_AGO.plus(Duration.ofDays(1)), settings("two"), settings("shared"));
        lab.seal();
        Instant allIsOld = lab.whenAllIsOld();
        lab.inTransaction(() -> {
            assertThat(apply(allIsOld)).isPositive();
            assertThat(texts()).as("texts are leaving too").noneMatch(text -> text.contains("\"one\""));
            assertThat(lab.jdbc().sql("""
                            select distinct mode from pg_locks l join pg_class c on c.oid = l.relation
                            where l.pid = pg_backend_pid() and c.relkind = 'r'
                              and c.relnamespace = current_schema()::regnamespace""").query(String.class).list())
                    .as("locks on tables that whoever writes rows does not wait for")
                    .isSubsetOf("AccessShareLock", "RowShareLock", "RowExclusiveLock");
            meanwhile(() -> lab.deploy("shop", "three", LONG_AGO.plusSeconds(90), settings("new"), settings("shared")));
        });
        assertThat(lab.verify().problems()).isEmpty();
        assertThat(latestManifests()).containsExactly(settings("new"), settings("shared"));
    }

    @Test
    void retentionWaitsForNobodyAndLeavesWhatIsBeingNamedAgain() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.deploy("cart", "one", LONG_AGO, settings("cart"), settings("part"));
        lab.deploy("shop", "two", LONG_AGO.plus(Duration.ofDays(1)), settings("two"));
        lab.deploy("cart", "two", LONG_AGO.plus(Duration.ofDays(1)), settings("two"));
        lab.seal();
        Instant allIsOld = lab.whenAllIsOld();
        lab.inTransaction(() -> {
            lab.deploy("shop", "one again", LONG_AGO.plus(Duration.ofDays(2)), settings("one"));
            lab.deploy("cart", "part of one", LONG_AGO.plus(Duration.ofDays(2)), settings("part"));
            meanwhile(() -> assertThat(apply(allIsOld)).isPositive());
        });
        assertThat(texts()).anyMatch(text -> text.contains("\"one\"")).anyMatch(text -> text.contains("\"part\""));
        assertThat(lab.part(LedgerRetention.class).apply(LONG_AGO))
                .as("no rows, only texts that were left")
                .isZero();
        assertThat(texts()).noneMatch(text -> text.contains("\"cart\""));
        assertThat(texts()).anyMatch(text -> text.contains("\"one\"")).anyMatch(text -> text.contains("\"part\""));
        assertThat(unlisted()).isZero();
    }

    @Test
    void aTextThatIsBroughtBackWhileItLeavesIsThereAfterwards() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"), settings("part"));
        lab.deploy("shop", "two", LONG_AGO.plus(Duration.ofDays(1)), settings("two"));
        lab.seal();
        Instant allIsOld = lab.whenAllIsOld();
        List<CompletableFuture<Void>> back = new ArrayList<>();
        lab.inTransaction(() -> {
            apply(allIsOld);
            back.add(CompletableFuture.runAsync(() -> lab.deploy("shop", "three", LONG_AGO, settings("part"))));
            Eventually.eventually(() -> assertThat(lab.jdbc()
                            .sql(
                                    "select count(*) from pg_locks l where not granted and pg_backend_pid() = any(pg_blocking_pids(l.pid))")
                            .query(Long.class)
                            .single())
                    .as("who brings back the very text that leaves")
                    .isOne());
        });
        back.getFirst().join();
        assertThat(latestManifests()).containsExactly(settings("part"));
    }

    @Test
    void aPieceIsAsLargeAsFitsIntoATenthOfASecond() {
        assertThat(new Piece(200).after(Duration.ofMillis(101))).isEqualTo(new Piece(100));
        assertThat(new Piece(200).after(Duration.ofMillis(70))).isEqualTo(new Piece(200));
        assertThat(new Piece(200).after(Duration.ofMillis(20))).isEqualTo(new Piece(400));
        assertThat(new Piece(900).after(Duration.ZERO)).isEqualTo(new Piece(1_000));
        assertThat(new Piece(11).after(Duration.ofSeconds(9)))
                .as("something goes at least")
                .isEqualTo(new Piece(10));
    }

    /** On a connection of its own; fails, instead of waiting, if something else has to end first. */
    private void meanwhile(Runnable work) {
        try {
            CompletableFuture.runAsync(work).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("It had to wait", e);
        }
    }

    private List<Manifest> latestManifests() {
        long latest = lab.part(Ledger.class).latestDeployments(1).getFirst().id();
        return lab.part(KeptManifests.class).of(latest).orElseThrow();
    }

    private long unlisted() {
        return lab.jdbc()
                .sql("select count(*) from ledger_unlisted")
                .query(Long.class)
                .single();
    }

    @Test
    void aDriftLeavesWithItsEndAndAnEndNeverWithoutItsDrift() {
        lab.driftBegan("over", LONG_AGO);
        lab.driftEnded("over", LONG_AGO.plusSeconds(60));
        lab.driftBegan("late", LONG_AGO);
        lab.driftBegan("open", LONG_AGO);
        lab.seal();
        Instant firstIsOld = lab.whenAllIsOld();
        lab.driftEnded("late", LONG_AGO.plus(Duration.ofDays(800)));
        lab.driftBegan("new", LONG_AGO.plus(Duration.ofDays(801)));
        lab.driftEnded("new", LONG_AGO.plus(Duration.ofDays(802)));
        lab.seal();

        assertThat(apply(firstIsOld)).isEqualTo(2);

        assertThat(names("select id from drifts")).containsExactlyInAnyOrder("late", "open", "new");
        assertThat(names("select drift from drift_ends")).containsExactlyInAnyOrder("late", "new");
        assertThat(lab.verify().problems()).isEmpty();
        assertThat(apply(lab.whenAllIsOld()))
                .as("those that were over by then; the one that is open stays")
                .isEqualTo(4);
        assertThat(names("select id from drifts")).containsExactly("open");
        assertThat(names("select drift from drift_ends")).isEmpty();
    }

    /** Seals are read a thousand at a time. */
    @Test
    void aChainOfMoreThanAThousandSealsIsVerifiedAndExportedToItsEnd() {
        lab.jdbc().sql("""
                        do $$
                        declare
                            link      bytea := '';
                            new_place bigint;
                            hash      bytea;
                        begin
                            set local timezone to 'UTC';
                            for n in 1..1050 loop
                                insert into status_changes (application, sync, health, message, cause, at, written_by)
                                values ('argocd/shop', 'Synced', 'Healthy', n::text, 'watch', '2020-01-01', n::text::xid8)
                                returning place into new_place;
                                select r.hash into hash from ledger_rows r where written_by = n::text::xid8;
                                link := sha256(link || convert_to('status_changes@' || new_place || E'\\n', 'UTF8') || hash);
                                insert into ledger_seals (from_xid, to_xid, row_count, last_place, chain)
                                values ((case when n = 1 then 0 else n end)::text::xid8, (n + 1)::text::xid8, 1, new_place, link);
                                insert into ledger_sealed_hashes values (lastval(), 0, int8send(new_place) || hash);
                            end loop;
                        end $$""").update();

        assertThat(lab.verify()).satisfies(found -> {
            assertThat(found.problems()).isEmpty();
            assertThat(found.seals()).isEqualTo(1_050);
            assertThat(found.rows()).isEqualTo(1_050);
        });
        List<Long> numbers = exportedSeals(0);
        assertThat(numbers).hasSize(1_050).isSorted().doesNotHaveDuplicates();
        assertThat(exportedSeals(numbers.get(999))).isEqualTo(numbers.subList(1_000, 1_050));

        forge("status_changes", "update status_changes set message = 'forged' where message = '1040'");
        assertThat(lab.verify().problems())
                .satisfiesExactly(
                        row -> assertThat(row).endsWith("of status_changes was changed."), seal -> assertThat(seal)
                                .isEqualTo("Seal %d does not match the rows it covers.".formatted(numbers.get(1_039))));
    }

    @Test
    void whatWasChangedTakenAwayOrAddedIsNamed() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.deploy("shop", "two", LONG_AGO.plusSeconds(90), settings("two"));
        lab.deploy("cart", "one", LONG_AGO, settings("cart"));
        lab.seal();
        apply(lab.whenAllIsOld());
        lab.deploy("shop", "three", LONG_AGO.plusSeconds(180), settings("three"));
        lab.seal();
        assertThat(lab.verify().problems()).isEmpty();
        long kept = place("deployments where rendered_hash = 'two'");
        long changed = place("deployments where rendered_hash = 'three'");
        long gone = place("operation_attempts where operation_id = 4");
        forge("deployments", "update deployments set actor_name = 'eve' where rendered_hash in ('two', 'three')");
        forge("operation_attempts", "delete from operation_attempts where operation_id = 4");
        forge("status_changes", """
                insert into status_changes (application, sync, health, message, cause, at, place, written_by)
                select application, 'Synced', 'Healthy', '', 'watch', healthy_at, 1000000, written_by
                from deployments where rendered_hash = 'three'""");

        assertThat(lab.verify().problems())
                .contains(
                        "The row at place %d of deployments was changed.".formatted(kept),
                        "The row at place %d of deployments was changed.".formatted(changed),
                        "The row at place %d is missing.".formatted(gone),
                        "The row at place 1000000 of status_changes was added.")
                .filteredOn(problem -> problem.startsWith("The row"))
                .as("and no other")
                .hasSize(4);
        assertThatThrownBy(() -> independently(lab.export()))
                .as("an export tells what was sealed beside what is there")
                .isInstanceOf(AssertionError.class);
    }

    private long place(String which) {
        return lab.jdbc().sql("select place from " + which).query(Long.class).single();
    }

    private List<Long> exportedSeals(long after) {
        List<Long> numbers = new ArrayList<>();
        JsonMapper json = new JsonMapper();
        lab.part(LedgerExport.class).write(after, Instant.now(), line -> {
            JsonNode read = json.readTree(line);
            if (read.path("type").asString().equals("seal")) {
                numbers.add(read.path("number").asLong());
            }
        });
        return numbers;
    }

    private List<String> names(String sql) {
        return lab.jdbc().sql(sql).query(String.class).list();
    }

    @Test
    void whatFiguresWithinRetentionAreMadeOfStays() {
        Instant now = Instant.now();
        for (int month = 30; month > 22; month--) {
            lab.deploy("shop", "old-" + month, now.minus(Duration.ofDays(31L * month)));
        }
        // Begun before, healthy within.
        long late = lab.begin("late", OperationState.Kind.ROLLBACK, now.minus(Duration.ofDays(800)));
        lab.seal();
        Instant firstIsOld = lab.whenAllIsOld();
        lab.end(late, "late", now.minus(Duration.ofDays(700)));
        lab.healthy(late, "late", "late", now.minus(Duration.ofDays(700)));
        for (int month = 20; month > 0; month -= 3) {
            lab.deploy("shop", "new-" + month, now.minus(Duration.ofDays(31L * month)));
        }
        lab.seal();
        Instant from = now.minus(Duration.ofDays(701));
        DeliveryFacts before = lab.facts(from);
        assertThat(before.shipped()).hasSize(8);

        assertThat(apply(firstIsOld)).isPositive();

        assertThat(lab.facts(from)).isEqualTo(before);
        assertThat(lab.part(Ledger.class).at(now.minus(Duration.ofDays(701)), all -> true))
                .as("what ran when retention begins")
                .extracting(Running::state)
                .containsExactly("old-23");
    }

    @Test
    void thereIsNoOtherWayOutOfTheRecord() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.deploy("shop", "two", LONG_AGO.plusSeconds(90), settings("two"));
        lab.seal();
        for (String table : List.of("deployments", "operation_verdicts", "deployment_manifests", "ledger_contents")) {
            assertThatThrownBy(() -> lab.jdbc().sql("delete from " + table).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("The record is append-only: DELETE on " + table + " is refused");
            assertThatThrownBy(() -> lab.jdbc().sql("truncate " + table).update())
                    .hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> lab.jdbc()
                        .sql("update deployments set actor_name = 'eve'")
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(
                        () -> lab.jdbc().sql("delete from ledger_checkpoints").update())
                .hasMessageContaining("append-only");
        apply(lab.whenAllIsOld());
        assertThatThrownBy(() -> lab.jdbc().sql("delete from deployments").update())
                .as("a checkpoint is good for the transaction that made it")
                .hasMessageContaining("append-only");

        lab.inTransaction(() -> {
            lab.jdbc().sql("""
                            insert into ledger_checkpoints select number + 1, seal, transactions, chain, 8, removed_from, removed_to,
                                0, kept_chain, made_at, before, signature from ledger_checkpoints""").update();
            lab.jdbc().sql("delete from deployments").update();
        });
        assertThat(lab.verify().problems())
                .as("whoever writes a checkpoint by hand cannot sign it")
                .anyMatch(problem -> problem.equals("Checkpoint 2 was not signed by this installation."))
                .anyMatch(problem -> problem.contains("rows before it are kept"));
    }

    @Test
    void whatWasTamperedWithIsNotHiddenByACheckpoint() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.deploy("shop", "two", LONG_AGO.plusSeconds(90), settings("two"));
        lab.seal();
        forge("deployments", "update deployments set actor_name = 'eve' where rendered_hash = 'one'");

        assertThatThrownBy(() -> apply(lab.whenAllIsOld()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("of deployments was changed");
        assertThat(lab.verify().checkpoints()).isZero();
    }

    @Test
    void anotherPublicKeyIsNoticed() {
        String another = Base64.getEncoder().encodeToString(new byte[44]);
        lab.jdbc()
                .sql("update ledger_signing_key set public_key = :key")
                .param("key", another)
                .update();
        assertThat(lab.verify().problems())
                .containsExactly("The public key is not the one that belongs to this installation.");
    }

    @Test
    void manifestsAreKeptOnceWithoutTheValuesOfSecrets() {
        Manifest secret = lab.manifest("""
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"db"},
                 "data":{"password":"%s"},"stringData":{"never":"in-clear"}}""".formatted(SecretText.sealed("f1", "key.ciphertext-one")));
        Manifest sealedAnew = lab.manifest("""
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"db"},
                 "data":{"password":"%s"},"stringData":{"never":"in-clear"}}""".formatted(SecretText.sealed("f1", "key.ciphertext-two")));
        lab.deploy("shop", "one", LONG_AGO, secret, settings("same"));
        lab.deploy("cart", "one", LONG_AGO, sealedAnew, settings("same"));

        assertThat(texts()).hasSize(3).noneMatch(text -> text.contains("cipher") || text.contains("in-clear"));
        long shop = lab.part(Ledger.class).latestDeployments(1).getFirst().id();
        assertThat(lab.part(KeptManifests.class).of(shop).orElseThrow())
                .first()
                .satisfies(kept -> assertThat(kept.text("/data/password")).isEqualTo("hmac:f1"));
        assertThat(lab.jdbc()
                        .sql("select count(distinct listing) from deployment_manifests")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aTableThatJoinsTheRecordIsChainedToo() {
        lab.jdbc().sql("""
                        create table later_facts (id bigint, place bigint not null default nextval('ledger_places'),
                            written_by xid8 not null default pg_current_xact_id(),
                            recorded_at timestamptz not null default clock_timestamp())""").update();
        lab.jdbc().sql("select make_ledger_table('later_facts')").query(row -> {});
        lab.jdbc().sql("insert into later_facts (id) values (1)").update();
        lab.seal();
        forge("later_facts", "update later_facts set id = 2");
        assertThat(lab.verify().problems()).anyMatch(problem -> problem.contains("of later_facts was changed"));
    }

    /** Rows carried their hashes when they were written, until 1.365. */
    @Test
    void aRecordThatWasSealedByAnEarlierVersionIsWhole() {
        TestDatabase database = TestDatabase.asOf("1.336");
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("""
                        insert into status_changes (application, sync, health, message, cause, at, written_by)
                        select 'argocd/shop', 'Synced', 'Healthy', 'change ' || n, 'watch', '2020-01-01', (n / 2)::text::xid8
                        from generate_series(1, 6) n""").update();
        jdbc.sql("""
                        insert into ledger_seals (from_xid, to_xid, row_count, last_place, chain)
                        select '0', '2', count(*), max(place), sha256(string_agg(
                            convert_to(kind || '@' || place || E'\n', 'UTF8') || row_hash, ''::bytea order by place))
                        from ledger_rows where written_by < '2'""").update();
        jdbc.sql("""
                        insert into ledger_seals (from_xid, to_xid, row_count, last_place, chain)
                        select '2', '4', count(*), max(place), sha256((select chain from ledger_seals) || string_agg(
                            convert_to(kind || '@' || place || E'\n', 'UTF8') || row_hash, ''::bytea order by place))
                        from ledger_rows where written_by >= '2'""").update();

        database.migrate();

        try (RecordLab older = new RecordLab(database)) {
            assertThat(older.verify()).satisfies(found -> {
                assertThat(found.problems()).isEmpty();
                assertThat(found.rows()).isEqualTo(6);
                assertThat(found.seals()).isEqualTo(2);
            });
            older.deploy("shop", "one", LONG_AGO);
            older.seal();
            assertThat(older.verify().problems()).isEmpty();
            forge(older, "status_changes", "update status_changes set message = 'forged' where message = 'change 5'");
            assertThat(older.verify().problems())
                    .filteredOn(problem -> problem.contains("of status_changes was changed"))
                    .hasSize(1);
        }
    }

    /** Transaction numbers of another server begin anew: here, as if this one had come from far ahead. */
    @Test
    void aRecordThatWasRestoredElsewhereIsSealedOn() {
        lab.jdbc().sql("update ledger_offset set transactions = 1000000").update();
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.seal();
        lab.jdbc().sql("update ledger_offset set transactions = 0").update();

        lab.jdbc().sql("select renumber_ledger()").query(row -> {});

        lab.deploy("shop", "two", LONG_AGO.plusSeconds(90), settings("two"));
        lab.seal();
        assertThat(lab.verify()).satisfies(found -> {
            assertThat(found.problems()).isEmpty();
            assertThat(found.rows()).isEqualTo(16);
        });
        assertThat(apply(lab.whenAllIsOld())).isEqualTo(8);
        assertThat(lab.verify().problems()).isEmpty();
    }

    @Test
    void anExportProvesItselfToWhoHasNothingElse() throws Exception {
        exported();
        List<String> lines = lab.export();

        assertThat(independently(lines)).isEqualTo(lab.verify().chain());

        int row = indexOf(lines, "\"kind\":\"deployments\"");
        List<String> forged = new ArrayList<>(lines);
        forged.set(row, forged.get(row).replace("\\\"ann\\\"", "\\\"eve\\\""));
        assertThatThrownBy(() -> independently(forged)).isInstanceOf(AssertionError.class);
        List<String> shorter = new ArrayList<>(lines);
        shorter.remove(row);
        assertThatThrownBy(() -> independently(shorter)).isInstanceOf(AssertionError.class);
    }

    /** The documented script, as it stands in the documentation. */
    @Test
    void theDocumentedScriptVerifiesAnExport(@TempDir Path folder) throws Exception {
        assumeTrue(
                onPath("python3") && onPath("openssl"),
                "SKIPPED: there is no python3 or openssl, so the documented script was not tried");
        String page = Files.readString(Path.of("docs/ledger.md"));
        int begin = page.indexOf("```python\n") + "```python\n".length();
        Path script = Files.writeString(folder.resolve("verify.py"), page.substring(begin, page.indexOf("```", begin)));
        exported();
        Path export = Files.write(folder.resolve("ledger.jsonl"), lab.export());

        assertThat(run(script, export))
                .startsWith("WHOLE: ")
                .contains(lab.verify().chain());

        Files.writeString(export, Files.readString(export).replaceFirst("three-revision", "other-revision"));
        assertThat(run(script, export)).startsWith("NOT WHOLE: ").contains("was changed");
    }

    private void exported() {
        lab.deploy("shop", "one", LONG_AGO, settings("one"));
        lab.deploy("shop", "two", LONG_AGO.plusSeconds(90), settings("two – ü\n\"quoted\""));
        lab.seal();
        apply(lab.whenAllIsOld());
        lab.deploy("shop", "three", LONG_AGO.plusSeconds(180), settings("three"));
        lab.seal();
        lab.deploy("cart", "four", LONG_AGO.plusSeconds(270), settings("four"));
        lab.seal();
    }

    /** The steps of docs/ledger.md, written from the page and not from the code. */
    private static String independently(List<String> lines) throws Exception {
        byte[] key = new byte[0];
        byte[] chain = new byte[0];
        String checkpoint = "";
        JsonNode seal = MissingNode.getInstance();
        List<JsonNode> rows = new ArrayList<>();
        for (String text : lines) {
            JsonNode line = new JsonMapper().readTree(text);
            switch (line.path("type").asString()) {
                case "ledger" ->
                    key = Base64.getMimeDecoder()
                            .decode(line.path("publicKey").asString().replaceAll("-----[A-Z ]+-----", ""));
                case "checkpoint" -> {
                    assertThat(isSigned(key, line)).isTrue();
                    checkpoint = line.path("text").asString();
                }
                case "row" -> {
                    assertThat(hex(sha(utf8(line.path("kind").asString()
                                    + line.path("text").asString()))))
                            .isEqualTo(line.path("hash").asString());
                    rows.add(line);
                }
                case "seal" -> {
                    chain = closed(seal, rows, chain, checkpoint);
                    seal = line;
                    rows.clear();
                }
                case "content" ->
                    assertThat(hex(sha(utf8(line.path("text").asString()))))
                            .isEqualTo(line.path("hash").asString());
                case "end" -> {
                    chain = closed(seal, rows, chain, checkpoint);
                    assertThat(isSigned(key, line)).isTrue();
                    assertThat(field(line.path("text").asString(), "chain")).isEqualTo(hex(chain));
                    return hex(chain);
                }
                default -> throw new AssertionError(text);
            }
        }
        throw new AssertionError("The end is missing");
    }

    private static byte[] closed(JsonNode seal, List<JsonNode> rows, byte[] before, String checkpoint)
            throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(seal.isMissingNode() ? new byte[0] : before);
        for (JsonNode row : rows) {
            digest.update(
                    utf8(row.path("kind").asString() + "@" + row.path("place").asLong() + "\n"));
            digest.update(HexFormat.of().parseHex(row.path("hash").asString()));
        }
        byte[] link = digest.digest();
        if (seal.isMissingNode()) {
            assertThat(hex(link)).isEqualTo(field(checkpoint, "kept-chain"));
            assertThat(rows).hasSize(Integer.parseInt(field(checkpoint, "kept")));
            return HexFormat.of().parseHex(field(checkpoint, "chain"));
        }
        assertThat(hex(link)).isEqualTo(seal.path("chain").asString());
        assertThat(rows).hasSize(seal.path("rows").asInt());
        return link;
    }

    private static boolean isSigned(byte[] key, JsonNode line) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        signature.update(utf8(line.path("text").asString()));
        return signature.verify(
                Base64.getDecoder().decode(line.path("signature").asString()));
    }

    private static String field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 2);
    }

    private static String run(Path script, Path export) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", script.toString(), export.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError("There is no line with " + part);
    }

    private void forge(String table, String sql) {
        forge(lab, table, sql);
    }

    private static void forge(RecordLab lab, String table, String sql) {
        lab.jdbc().sql("alter table " + table + " disable trigger user").update();
        lab.jdbc().sql(sql).update();
        lab.jdbc().sql("alter table " + table + " enable trigger user").update();
    }

    private long apply(Instant now) {
        return lab.part(LedgerRetention.class).apply(now);
    }

    private List<String> texts() {
        return lab.jdbc()
                .sql("select content from ledger_contents")
                .query(String.class)
                .list();
    }

    private Manifest settings(String value) {
        return lab.manifest("""
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"value":%s}}""".formatted(new JsonMapper().writeValueAsString(value)));
    }

    private static IncidentReport incident(String key, Optional<Instant> resolved) {
        return new IncidentReport("api", key, "Checkout fails", "", "", "", "", "", "", LONG_AGO, resolved, "");
    }

    private static byte[] sha(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
