package dev.fairway.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.fairway.sandbox.postgres.EmbeddedDatabase;
import dev.fairway.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The two backups of docs/operations.md, made and restored. */
class BackupTest {

    private static final String DATABASE = "restored";

    @TempDir
    Path folder;

    private static JdbcClient connect(String url, String user, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, user, password));
    }

    @Test
    void aSandboxIsRestoredFromACopyOfItsFolder() throws Exception {
        Path home = folder.resolve("home");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            connect(database.url(), database.user(), database.password())
                    .sql("create table kept as select 'still here' as word")
                    .update();
        }
        Path copy = folder.resolve("copy");
        copy(home, copy);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(copy)) {
            assertThat(connect(database.url(), database.user(), database.password())
                            .sql("select word from kept")
                            .query(String.class)
                            .single())
                    .isEqualTo("still here");
        }
    }

    @Test
    void aDumpThatIsRestoredHoldsEveryRowAndStillRefusesChangesOfTheRecord() throws Exception {
        TestDatabase original = TestDatabase.fresh();
        JdbcClient before = JdbcClient.create(original.dataSource());
        before.sql("""
                        insert into audit_entries (actor_kind, actor_name, action, target, result)
                        select 'person', 'ana', 'application.change', 'argocd/shop-' || n, 'done' from generate_series(1, 50) n""").update();
        before.sql("select nextval('operation_ids') from generate_series(1, 7)")
                .query(Long.class)
                .list();
        Path dump = folder.resolve("fairway.dump");
        run(original, program("pg_dump"), "--format=custom", "--file=" + dump, database(original, original.url()));

        before.sql("drop database if exists " + DATABASE).update();
        before.sql("create database " + DATABASE).update();
        String url = original.url().replaceFirst("/[^/]*$", "/" + DATABASE);
        run(
                original,
                program("pg_restore"),
                "--exit-on-error",
                "--no-owner",
                "--dbname=" + database(original, url),
                dump.toString());

        JdbcClient after = connect(url, original.user(), original.password());
        assertThat(rows(after)).isEqualTo(rows(before));
        assertThat(after.sql("select nextval('operation_ids')")
                        .query(Long.class)
                        .single())
                .as("no operation's number is given twice")
                .isEqualTo(8);
        assertThatThrownBy(() -> after.sql("delete from audit_entries").update())
                .hasMessageContaining("The record is append-only");
        assertThat(after.sql("select count(*) from flyway_schema_history where not success")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** How many rows each table has, and a hash of them all. */
    private static Map<String, String> rows(JdbcClient database) {
        Map<String, String> rows = new java.util.TreeMap<>();
        database.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        database.sql(
                                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                                                + table + " t")
                                .query(String.class)
                                .single()));
        return rows;
    }

    private static String database(TestDatabase database, String url) {
        return url.substring("jdbc:".length()).replace("://", "://" + database.user() + "@");
    }

    /** A dump program must be as new as the server. */
    private static String program(String name) throws Exception {
        List<Path> places = new ArrayList<>(List.of(Path.of("/usr/lib/postgresql/18/bin"), Path.of("/usr/local/bin")));
        Stream.of(System.getenv("PATH").split(":")).map(Path::of).forEach(places::add);
        for (Path place : places) {
            Path program = place.resolve(name);
            if (Files.isExecutable(program)) {
                Process process = new ProcessBuilder(program.toString(), "--version").start();
                String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (version.matches("(?s).*\\(PostgreSQL\\) (1[89]|[2-9]\\d)[.\\s].*")) {
                    return program.toString();
                }
            }
        }
        return abort("SKIPPED: there is no " + name + " of PostgreSQL 18 or newer, so dump and restore was not tried");
    }

    private static void run(TestDatabase database, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
