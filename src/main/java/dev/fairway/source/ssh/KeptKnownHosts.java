package dev.fairway.source.ssh;

import dev.fairway.source.KnownHost;
import dev.fairway.source.KnownHosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class KeptKnownHosts implements KnownHosts {

    private final List<KnownHost> builtIn = builtIn();
    private final JdbcClient database;
    private final Clock clock;

    KeptKnownHosts(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<KnownHost> all() {
        List<KnownHost> entered = database.sql(
                        "SELECT host, key_type, key FROM source_known_host ORDER BY host, key_type, key")
                .query(KnownHost.class)
                .list();
        return Stream.concat(builtIn.stream(), entered.stream()).toList();
    }

    @Override
    @Transactional
    public List<KnownHost> add(String lines) {
        List<KnownHost> hosts = KnownHostLines.parse(lines);
        for (KnownHost host : hosts) {
            database.sql("INSERT INTO source_known_host (host, key_type, key, added_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING")
                    .params(host.host(), host.keyType(), host.key(), Timestamp.from(clock.instant()))
                    .update();
        }
        return hosts;
    }

    @Override
    @Transactional
    public boolean remove(KnownHost host) {
        return database.sql("DELETE FROM source_known_host WHERE host = ? AND key_type = ? AND key = ?")
                        .params(host.host(), host.keyType(), host.key())
                        .update()
                > 0;
    }

    private static List<KnownHost> builtIn() {
        try (InputStream file = KeptKnownHosts.class.getResourceAsStream("/source/known_hosts")) {
            return file == null
                    ? List.of()
                    : KnownHostLines.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
