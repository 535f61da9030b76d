package dev.fairway.benchmark;

import dev.fairway.applications.Applications;
import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Very many applications and how they are going, written straight into Postgres; nothing reconciles them. */
final class Fleet {

    private final Product fairway;
    private final JdbcClient jdbc;

    Fleet(Product fairway) {
        this.fairway = fairway;
        this.jdbc = fairway.part(JdbcClient.class);
    }

    /** One by the registry's own hand, and then copies of it: forty teams, one in ten out of sync, one in thirty degraded. */
    void grow(int applications) {
        if (count() == 0) {
            make("app-00000", List.of());
        }
        jdbc.sql("""
                insert into applications
                    (namespace, name, uid, project, document, generation, version, created_at)
                select namespace, 'app-' || lpad(i::text, 5, '0'), gen_random_uuid(), project,
                    jsonb_set(document, '{metadata,labels}', jsonb_build_object('fairway.dev/team', 'team-' || i % 40)),
                    generation, nextval('registry_versions'), created_at
                from applications, generate_series(:from, :to) i where name = 'app-00000'""").param("from", count()).param("to", applications - 1).update();
        jdbc.sql("""
                insert into application_statuses (application, sync, health, document, changed_at, reconciled_at)
                select 'argocd/' || name, sync, health,
                    jsonb_set(jsonb_set(jsonb_set(document, '{application,name}', to_jsonb(name)),
                        '{sync}', to_jsonb(sync)), '{health,status}', to_jsonb(health)), now(), now()
                from (select a.name, s.document,
                        case when substr(a.name, 5)::int % 10 = 7 then 'OUT_OF_SYNC' else 'SYNCED' end as sync,
                        case when substr(a.name, 5)::int % 30 = 3 then 'DEGRADED' else 'HEALTHY' end as health
                    from applications a, application_statuses s
                    where s.application = 'argocd/app-00000' and a.name like 'app-_____') as made
                on conflict do nothing""").update();
    }

    /** An application whose objects these are. */
    void make(String name, List<ResourceKey> objects) {
        Manifest manifest = Manifest.of(Manifests.readObject(
                Monorepo.application(name, "https://git.tidewater.example/shop.git")
                        .getBytes(StandardCharsets.UTF_8),
                name,
                YamlLimits.DEFAULT));
        fairway.part(Applications.class).create(manifest, Actor.automation("benchmark"));
        jdbc.sql("""
                insert into application_statuses (application, sync, health, document, changed_at, reconciled_at)
                values (:name, 'Synced', 'HEALTHY', cast(:document as jsonb), now(), now())""")
                .param("name", "argocd/" + name)
                .param("document", fairway.part(JsonMapper.class).writeValueAsString(status(name, objects)))
                .update();
    }

    /** Changes the health of some of those that the list shows first. */
    void change(int from, int to) {
        jdbc.sql("""
                update application_statuses set document = jsonb_set(document, '{health,status}',
                    case when document -> 'health' ->> 'status' = 'HEALTHY' then '"PROGRESSING"'::jsonb
                         else '"HEALTHY"'::jsonb end)
                where application = any(:applications)""")
                .param(
                        "applications",
                        IntStream.range(from, to)
                                .mapToObj("argocd/app-%05d"::formatted)
                                .toArray(String[]::new))
                .update();
    }

    private int count() {
        return jdbc.sql("select count(*) from applications where name like 'app-_____'")
                .query(Integer.class)
                .single();
    }

    private static ApplicationStatus status(String name, List<ResourceKey> objects) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Health healthy = new Health(HealthStatus.HEALTHY, "");
        String sha = "9f3c1ab000000000000000000000000000000000";
        List<ResourceStatus> resources = objects.stream()
                .map(key -> new ResourceStatus(
                        key, "v1", SyncStatus.SYNCED, Optional.of(healthy), false, false, false, 0, ""))
                .toList();
        return new ApplicationStatus(
                new ApplicationName("argocd", name),
                "in-cluster",
                SyncStatus.SYNCED,
                healthy,
                List.of(sha),
                Optional.of(new ApplicationStatus.Head(sha, "ada", now.minusSeconds(600), "Rename DB_URL")),
                "render",
                resources,
                List.of(),
                List.of("registry.tidewater.example/shop:1"),
                Optional.empty(),
                ApplicationStatus.Memory.EMPTY,
                now,
                now);
    }
}
