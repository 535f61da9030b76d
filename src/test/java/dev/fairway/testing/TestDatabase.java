package dev.fairway.testing;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real Postgres for tests: one server per JVM, started on first use, and as many migrated databases as tests ask for. A
 * fresh database is a copy of a migrated template, so it costs some ten milliseconds.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static PostgresServer server;

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A migrated, otherwise empty database of its own. */
    public static synchronized TestDatabase fresh() {
        start();
        String name = "test_" + COUNTER.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE fairway_template");
        return new TestDatabase(name);
    }

    /** One of its own as an earlier Fairway left it: migrated up to a version, for example {@code 1.336}. */
    public static synchronized TestDatabase asOf(String version) {
        start();
        TestDatabase database = new TestDatabase("test_" + COUNTER.incrementAndGet());
        execute("CREATE DATABASE " + database.name);
        migrations(database).target(version).load().migrate();
        return database;
    }

    /** To what it is today. */
    public void migrate() {
        migrations(this).load().migrate();
    }

    private static FluentConfiguration migrations(TestDatabase database) {
        return Flyway.configure().dataSource(database.dataSource()).locations("classpath:db/migration");
    }

    public String url() {
        return server.url(name);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        dataSource.setUser(user());
        dataSource.setPassword(password());
        return dataSource;
    }

    private static void start() {
        if (server != null) {
            return;
        }
        server = PostgresServer.ofThisRun();
        execute("CREATE DATABASE fairway_template");
        new TestDatabase("fairway_template").migrate();
    }

    private static void execute(String sql) {
        try (var connection = new TestDatabase(PostgresServer.MAINTENANCE)
                        .dataSource()
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
