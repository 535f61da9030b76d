package dev.fairway.reconciliation.status;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Overview;
import dev.fairway.reconciliation.Overviews;
import dev.fairway.resource.ApplicationName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what changed by the numbers of transactions. A look remembers the oldest transaction that was still running then;
 * the next one asks for that and everything younger.
 */
@Component
class ChangedOverviews implements Overviews {

    /** From here on one read of everything is cheaper than many of one. */
    private static final int MANY = 200;

    private final Applications applications;
    private final Statuses statuses;
    private final JdbcClient jdbc;

    ChangedOverviews(Applications applications, Statuses statuses, JdbcClient jdbc) {
        this.applications = applications;
        this.statuses = statuses;
        this.jdbc = jdbc;
    }

    private record Change(ApplicationName application, long by) {}

    @Override
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Changes since(long position) {
        long next = jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
        List<Change> changes = jdbc.sql("""
            select application, changed_by::text::bigint as by from application_changes
            where changed_by >= cast(cast(:position as text) as xid8)\
            """)
                .param("position", Long.toString(position))
                .query((row, number) ->
                        new Change(ApplicationName.parse(row.getString("application")), row.getLong("by")))
                .list();
        if (changes.isEmpty()) {
            return new Changes(List.of(), next);
        }
        List<ApplicationName> names = changes.stream().map(Change::application).toList();
        Map<ApplicationName, Application> wanted = applications(names);
        Map<ApplicationName, ApplicationStatus> going = statuses.withoutResources(names).stream()
                .collect(Collectors.toMap(ApplicationStatus::application, Function.identity()));
        return new Changes(
                changes.stream()
                        .map(change -> new Overview(
                                change.application(),
                                Optional.ofNullable(wanted.get(change.application())),
                                Optional.ofNullable(going.get(change.application())),
                                change.by()))
                        .toList(),
                next);
    }

    private Map<ApplicationName, Application> applications(List<ApplicationName> names) {
        List<Application> found = names.size() > MANY
                ? applications.all()
                : names.stream()
                        .flatMap(name -> applications.find(name).stream())
                        .toList();
        return found.stream().collect(Collectors.toMap(Application::name, Function.identity()));
    }
}
