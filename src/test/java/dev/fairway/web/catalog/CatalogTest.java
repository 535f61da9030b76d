package dev.fairway.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.applications.Applications;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import dev.fairway.e2e.Eventually;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The picture of all applications, over a real database. */
@WithPages
class CatalogTest {

    @Autowired
    private Site site;

    @Autowired
    private Catalog catalog;

    @Autowired
    private Applications applications;

    @Autowired
    private DataSource database;

    @Test
    void whoeverWritesFindsItAtOnce() {
        ApplicationName name = site.application("catalog-new", "catalog");
        assertThat(catalog.now().find(name)).isPresent();
        site.isDegraded(name, "OOMKilled");
        assertThat(catalog.now().find(name).orElseThrow().why()).isEqualTo("OOMKilled");
    }

    @Test
    void whatIsDeletedIsGoneAndCountsAsAChange() {
        ApplicationName name = site.application("catalog-gone", "catalog");
        long before = catalog.now().position();
        applications.requestDeletion(name, Actor.person("test"));
        Picture after = catalog.now();
        assertThat(after.find(name)).isEmpty();
        assertThat(after.changedSince(before)).contains(name);
    }

    @Test
    void aChangeThatIsCommittedLateIsNotMissed() throws SQLException {
        ApplicationName slow = site.application("catalog-slow", "catalog");
        ApplicationName quick = site.application("catalog-quick", "catalog");
        try (Connection late = database.getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("update applications set document = jsonb_set(document, '{metadata,labels}',"
                    + " '{\"fairway.dev/team\": \"latecomers\"}') where name = 'catalog-slow'");
            site.isHealthy(quick);
            Picture between = catalog.now();
            assertThat(between.find(quick).orElseThrow().why()).isEmpty();
            late.commit();
            late.setAutoCommit(true);
            Picture after = catalog.now();
            assertThat(after.find(slow).orElseThrow().asked().team()).isEqualTo("latecomers");
            assertThat(after.changedSince(between.position())).contains(slow);
        }
    }

    /** A turn writes the status and then, by the table's trigger, the mark that something changed. */
    @Test
    void whoDeletesAndATurnDoNotWaitForEachOther() throws SQLException {
        ApplicationName name = site.application("catalog-leaving", "catalog");
        site.isHealthy(name);
        String row = " where application = '%s'".formatted(name);
        try (Connection turn = database.getConnection();
                Statement statement = turn.createStatement()) {
            turn.setAutoCommit(false);
            statement.execute("update application_statuses set reconciled_at = reconciled_at" + row);
            CompletableFuture<Void> deletion =
                    CompletableFuture.runAsync(() -> applications.requestDeletion(name, Actor.person("test")));
            Eventually.eventually(() -> assertThat(waitingFor(statement)).isOne());
            statement.execute("update application_statuses set document = document || '{\"seen\": true}'" + row);
            turn.commit();
            turn.setAutoCommit(true);
            deletion.join();
        }
        assertThat(catalog.now().find(name)).isEmpty();
    }

    private static int waitingFor(Statement holder) throws SQLException {
        try (ResultSet found = holder.executeQuery(
                "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")) {
            found.next();
            return found.getInt(1);
        }
    }
}
