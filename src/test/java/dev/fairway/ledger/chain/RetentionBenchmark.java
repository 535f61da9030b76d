package dev.fairway.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmark.Size;
import dev.fairway.benchmark.Table;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What leaves the record at once, while deployments go on being recorded. */
class RetentionBenchmark {

    private static final int A_SEAL = 1_000;
    private static final int APPLICATIONS = 500;
    private static final Duration WRITES_APART = Duration.ofMillis(25);
    private static final String RECORDED = "12 rows of a deployment, 2 manifests, 40 times a second";

    private final RecordLab lab = new RecordLab();

    @Test
    void manyOldDeploymentsLeaveWithoutAnyoneWaiting() throws Exception {
        int deployments = Size.of("retention.deployments", 200_000);
        String of = ", %,d old deployments".formatted(deployments);
        double filled = seconds(() -> fill(deployments));
        System.out.printf("Filled in %.0f s.%n", filled);
        Instant old = lab.whenAllIsOld();
        lab.deploy("writer", "warm", Instant.now(), manifest(-1));

        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Longest> longest = CompletableFuture.supplyAsync(() -> longestWrites(over));
        resetPeaks();
        long[] went = {0};
        double took = seconds(() -> went[0] = lab.part(LedgerRetention.class).apply(old));
        long peak = peak();
        over.set(true);

        Table.beside("retention, s" + of, took, "%,d rows went".formatted(went[0]));
        Table.atMost("heap at its peak, MB" + of, 256, peak / 1e6, "of everything, with what a collection would take");
        Table.atMost(
                "longest recording while rows leave, ms" + of,
                1_000,
                longest.get().rows(),
                RECORDED);
        Table.atMost(
                "longest recording while texts leave, ms" + of,
                1_000,
                longest.get().texts(),
                RECORDED);
        assertThat(went[0]).isGreaterThan(deployments);
        assertThat(lab.jdbc()
                        .sql("select count(*) from ledger_unlisted")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(lab.jdbc().sql("""
                                select count(*) from ledger_contents c
                                where not exists (select from deployment_manifests m where m.listing = c.hash)
                                  and not exists (select from ledger_content_parts p join deployment_manifests m
                                                  on m.listing = p.listing where p.part = c.hash)""").query(Long.class).single())
                .as("texts that nothing names")
                .isZero();
        double verified = seconds(() -> assertThat(lab.verify().problems()).isEmpty());
        Table.beside("what is left verified, s" + of, verified, "");
        lab.close();
    }

    /** With the record's own triggers: every row is hashed, and sealed a thousand deployments at a time. */
    private void fill(int deployments) {
        for (int from = 0; from < deployments; from += A_SEAL) {
            int first = from;
            lab.inTransaction(() -> some(first, Math.min(first + A_SEAL, deployments)));
            lab.part(LedgerSeal.class).seal();
        }
        lab.seal();
        lab.jdbc().sql("analyze").update();
    }

    private void some(int from, int to) {
        String made = """
                with made as (select n as id, 'argocd/app-' || n %% %d as application, 'service-' || n %% %d as service,
                    timestamptz '2020-01-01' + n * interval '1 min' as at from generate_series(%d, %d) n)
                """.formatted(APPLICATIONS, APPLICATIONS, from, to - 1);
        String where = "application, 'default', 'team', service, 'production', true, 'in-cluster'";
        for (String rows : new String[] {
            "insert into operations (id, application, project, team, service, environment, production, cluster, kind, actor_kind,"
                    + " actor_name, reason, revisions, request, started_at) select 1000000000 + id, " + where
                    + ", 'SYNC', 'AUTOMATION', 'automation', '', array[md5(id::text)], '{\"dryRun\": false}', at from made",
            "insert into operation_attempts (operation_id, attempt, phase, message, revisions, started_at, finished_at)"
                    + " select 1000000000 + id, 1, 'Succeeded', '', array[md5(id::text)], at, at from made",
            "insert into operation_resources (operation_id, attempt, ordinal, resource, sync_phase, wave, hook, result, message)"
                    + " select 1000000000 + id, 1, n, 'apps/Deployment/shop/part-' || n, 'Sync', 0, false, 'Synced', 'configured'"
                    + " from made, generate_series(0, 3) n",
            "insert into operation_verdicts (operation_id, verdict, result, message, reached_at)"
                    + " select 1000000000 + id, v, 'Succeeded', '', at from made, unnest(array['sync', 'rollout']) v",
            "insert into attempt_effects (operation_id, attempt, effect, failed_phase)"
                    + " select 1000000000 + id, 1, 'APPLIED', '' from made",
            "insert into deployments (application, project, team, service, environment, production, cluster, operation_id,"
                    + " revisions, rendered_hash, render_key, images, commits, commits_truncated, previous_hash, actor_kind,"
                    + " actor_name, live_at, healthy_at) select " + where
                    + ", 1000000000 + id, array[md5(id::text)], md5('state' || id), 'render', '[\"shop:1\"]', '[]', false,"
                    + " 'before', 'AUTOMATION', 'automation', at, at from made order by id",
            "insert into deployment_images (deployment_id, image, digest) select d.id, 'shop:1', 'sha256:' || md5(d.id::text)"
                    + " from deployments d join made m on d.application = m.application and d.operation_id = 1000000000 + m.id",
            // Ten objects that every deployment of the application has, two of its own.
            """
            , parts as (select m.id, '{"is": "' || case when p < 10 then m.application || p else m.id || '-' || p end || '"}' as text
                        from made m, generate_series(0, 11) p),
            hashed as (select id, text, encode(sha256(convert_to(text, 'UTF8')), 'hex') as hash from parts),
            lists as (select id, json_agg(json_build_object('object', hash, 'hash', hash))::text as text from hashed group by id),
            named as (select id, text, encode(sha256(convert_to(text, 'UTF8')), 'hex') as hash from lists),
            contents as (insert into ledger_contents (hash, content) select hash, text from hashed union select hash, text from named
                         on conflict do nothing),
            content_parts as (insert into ledger_content_parts (listing, part)
                              select n.hash, h.hash from named n join hashed h on h.id = n.id)
            insert into deployment_manifests (deployment_id, listing) select d.id, n.hash from named n join made m on m.id = n.id
            join deployments d on d.application = m.application and d.operation_id = 1000000000 + n.id""",
            "insert into status_changes (application, sync, health, message, cause, at)"
                    + " select application, 'Synced', 'Healthy', '', 'watch', at from made"
        }) {
            lab.jdbc().sql(made + rows).update();
        }
    }

    /** The longest recording of a deployment while rows left, and while texts left. */
    private record Longest(double rows, double texts) {}

    private Longest longestWrites(AtomicBoolean over) {
        Longest longest = new Longest(0, 0);
        for (int number = 0; !over.get(); number++) {
            int each = number;
            double took = 1_000
                    * seconds(() -> lab.deploy("writer", "state-" + each, Instant.now(), manifest(each), manifest(-1)));
            boolean rowsAreGone = lab.jdbc()
                    .sql("select exists (select from ledger_checkpoints)")
                    .query(Boolean.class)
                    .single();
            longest = rowsAreGone
                    ? new Longest(longest.rows(), Math.max(longest.texts(), took))
                    : new Longest(Math.max(longest.rows(), took), longest.texts());
            LockSupport.parkNanos(WRITES_APART.toNanos());
        }
        return longest;
    }

    private dev.fairway.resource.Manifest manifest(int number) {
        return lab.manifest("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings-%d"}, "data": {"n": "%d"}}""".formatted(number, number));
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private interface Step {
        void run();
    }

    private static double seconds(Step step) {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
