package dev.fairway.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.applications.Applications;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
}
