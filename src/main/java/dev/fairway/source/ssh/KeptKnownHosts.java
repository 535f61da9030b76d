package dev.fairway.source.ssh;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.source.KnownHost;
import dev.fairway.source.KnownHosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class KeptKnownHosts implements KnownHosts {

    private final List<KnownHost> builtIn = builtIn();
    private final JdbcClient database;
    private final AuditTrail audit;
    private final Clock clock;

    KeptKnownHosts(JdbcClient database, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<KnownHost> all() {
        return Stream.concat(builtIn.stream(), entered().stream()).toList();
    }

    @Override
    public List<KnownHost> entered() {
        return database.sql("SELECT host, key_type, key FROM source_known_host ORDER BY host, key_type, key")
                .query(KnownHost.class)
                .list();
    }

    @Override
    @Transactional
    public List<KnownHost> add(String lines, Actor actor) {
        List<KnownHost> hosts = KnownHostLines.parse(lines);
        for (KnownHost host : hosts) {
            int added = database.sql("INSERT INTO source_known_host (host, key_type, key, added_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING")
                    .params(host.host(), host.keyType(), host.key(), Timestamp.from(clock.instant()))
                    .update();
            if (added > 0) {
                audit.record(actor, "known-host.add", target(host), Map.of());
            }
        }
        return hosts;
    }

    @Override
    @Transactional
    public boolean remove(KnownHost host, Actor actor) {
        boolean there = database.sql("DELETE FROM source_known_host WHERE host = ? AND key_type = ? AND key = ?")
                        .params(host.host(), host.keyType(), host.key())
                        .update()
                > 0;
        if (there) {
            audit.record(actor, "known-host.delete", target(host), Map.of());
        }
        return there;
    }

    private static String target(KnownHost host) {
        return "known-host:" + host.host() + " " + host.keyType();
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
