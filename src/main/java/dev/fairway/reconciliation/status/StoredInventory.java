package dev.fairway.reconciliation.status;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.Inventory;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the objects out of the statuses' documents, in Postgres: only what is asked for is sent. The applications come in the
 * order of their index, so that a page is found without reading behind it.
 */
@Component
class StoredInventory implements Inventory {

    /** The columns that are asked about. The key's text has its parts in order, and sorts by bytes. */
    private static final String OBJECTS = """
        from application_statuses s
        cross join lateral jsonb_array_elements(s.document -> 'resources') as o(object)
        cross join lateral (select
            o.object #>> '{key,group}' || '/' || (o.object #>> '{key,kind}') || '/'
                || (o.object #>> '{key,namespace}') || '/' || (o.object #>> '{key,name}') as key,
            o.object #>> '{key,kind}' as kind,
            o.object #>> '{key,namespace}' as namespace,
            o.object #>> '{key,name}' as name,
            case when (o.object ->> 'missing')::boolean and not (o.object ->> 'hook')::boolean then 'MISSING'
                else coalesce(o.object #>> '{health,status}', 'HEALTHY') end as health,
            case when (o.object ->> 'hook')::boolean then ''
                when (o.object ->> 'requiresPruning')::boolean then 'WILL_PRUNE'
                when (o.object ->> 'missing')::boolean then 'ABSENT'
                else o.object ->> 'sync' end as sync) as f
        where s.application = any(:applications)
        """;

    /** As long as what was read does not fill a page, more is read at a time: few may count. */
    private static final int MOST_AT_A_TIME = 10_000;

    /** So many kinds and namespaces together are offered. */
    private static final int MOST_CHOICES = 5_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StoredInventory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Item> find(Question question, Optional<Place> after, Predicate<ResourceKey> counts, int limit) {
        List<Item> found = new ArrayList<>();
        Optional<Place> from = after;
        int atATime = limit;
        while (true) {
            List<Item> read = read(question, from, atATime);
            read.stream()
                    .filter(item -> counts.test(item.object().key()))
                    .limit((long) limit - found.size())
                    .forEach(found::add);
            if (read.size() < atATime || found.size() == limit) {
                return found;
            }
            from = Optional.of(read.getLast().place());
            atATime = Math.min(4 * atATime, MOST_AT_A_TIME);
        }
    }

    private List<Item> read(Question question, Optional<Place> after, int limit) {
        return jdbc.sql("select s.application, o.object::text as object " + OBJECTS + """
                and (:after = '' or s.application >= :after)
                and (:after = '' or (s.application, f.key collate "C") > (:after, cast(:key as text) collate "C"))
                and (cardinality(:kinds) = 0 or f.kind = any(:kinds))
                and (cardinality(:namespaces) = 0 or f.namespace = any(:namespaces))
                and (cardinality(:health) = 0 or f.health = any(:health))
                and (cardinality(:sync) = 0 or f.sync = any(:sync))
                and (:name = '' or position(:name in lower(f.name)) > 0)
            order by s.application, f.key collate "C"
            limit :limit\
            """)
                .param("applications", texts(question.applications().stream()))
                .param(
                        "after",
                        after.map(place -> place.application().toString()).orElse(""))
                .param("key", after.map(place -> place.key().toString()).orElse(""))
                .param("kinds", texts(question.kinds().stream()))
                .param("namespaces", texts(question.namespaces().stream()))
                .param("health", texts(question.health().stream().map(HealthStatus::name)))
                .param("sync", texts(question.sync().stream().map(Sync::name)))
                .param("name", question.name().strip().toLowerCase(Locale.ROOT))
                .param("limit", limit)
                .query((row, number) -> new Item(
                        ApplicationName.parse(row.getString("application")),
                        json.readValue(row.getString("object"), ResourceStatus.class)))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Choices choices(List<ApplicationName> applications, Predicate<ResourceKey> counts) {
        // An object that may not be named is an application; all others need no look of their own.
        List<ResourceKey> kept = jdbc
                .sql("""
            select distinct o.object #>> '{key,group}' as grp, f.kind, f.namespace,
                case when f.kind = 'Application' then f.name else '' end as name\
            """ + " " + OBJECTS + " limit :limit")
                .param("applications", texts(applications.stream()))
                .param("limit", MOST_CHOICES)
                .query((row, number) -> new ResourceKey(
                        row.getString("grp"), row.getString("kind"), row.getString("namespace"), row.getString("name")))
                .list()
                .stream()
                .filter(counts)
                .toList();
        return new Choices(
                kept.stream().map(ResourceKey::kind).distinct().sorted().toList(),
                kept.stream()
                        .map(ResourceKey::namespace)
                        .filter(namespace -> !namespace.isEmpty())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static String[] texts(Stream<?> values) {
        return values.map(Object::toString).toArray(String[]::new);
    }
}
