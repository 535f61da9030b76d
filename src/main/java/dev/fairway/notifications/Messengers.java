package dev.fairway.notifications;

import dev.fairway.audit.AuditTrail;
import dev.fairway.notifications.Messenger.Field;
import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.SealedStore;
import dev.fairway.secrets.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The registered messengers. Secrets go in and never come out but for a message. Every write is audited. */
@Component
@Transactional
public class Messengers implements SealedStore {

    private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);

    /** @param at when it was looked for */
    private record Seen(boolean any, Instant at) {

        static final Seen NEVER = new Seen(false, Instant.EPOCH);
    }

    private volatile Seen seen = Seen.NEVER;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    Messengers(JdbcClient jdbc, Vault vault, AuditTrail audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    private record Row(long id, String name, Kind kind, Map<String, String> settings) {}

    /** By name. */
    @Transactional(readOnly = true)
    public List<Messenger> all() {
        Map<Long, Set<String>> configured = new HashMap<>();
        jdbc.sql("select messenger_id, part from notification_secrets").query(row -> {
            configured
                    .computeIfAbsent(row.getLong("messenger_id"), id -> new HashSet<>())
                    .add(row.getString("part"));
        });
        return rows().stream()
                .map(row -> new Messenger(
                        row.id(), row.name(), row.kind(), row.settings(), configured.getOrDefault(row.id(), Set.of())))
                .sorted(Comparator.comparing(Messenger::name))
                .toList();
    }

    /**
     * Whether there is one at all: asked in the engine's transactions several times a deployment, where most installations must
     * pay nothing. That another replica has added the first one is heard a second late.
     */
    @Transactional(readOnly = true)
    boolean isAny() {
        Instant now = clock.instant();
        Seen last = seen;
        if (now.isBefore(last.at()) || !now.isBefore(last.at().plus(HEARD_WITHIN))) {
            last = new Seen(
                    jdbc.sql("select exists (select 1 from notification_messengers)")
                            .query(Boolean.class)
                            .single(),
                    now);
            seen = last;
        }
        return last.any();
    }

    private void lookAgainAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                seen = Seen.NEVER;
            }
        });
    }

    @Transactional(readOnly = true)
    public Optional<Messenger> find(String name) {
        return all().stream().filter(messenger -> messenger.name().equals(name)).findFirst();
    }

    /** @throws ProblemException {@code NotFound} */
    @Transactional(readOnly = true)
    public Messenger require(String name) {
        return find(name).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no such destination. Perhaps somebody removed it.")
                .asException());
    }

    /** @throws ProblemException {@code AlreadyExists} or {@code MessengerInvalid} */
    public Messenger create(MessengerRegistration entered, Actor actor) {
        Map<String, String> settings = MessengerRules.settings(entered, Set.of());
        if (find(entered.name()).isPresent()) {
            throw Problem.stalled(
                            "AlreadyExists",
                            "There is a destination %s already. Choose another name, or change that one."
                                    .formatted(entered.name()))
                    .asException();
        }
        lookAgainAfterCommit();
        long id = jdbc.sql("""
                        insert into notification_messengers (name, kind, settings, updated_at)
                        values (:name, :kind, cast(:settings as jsonb), :now) returning id""")
                .param("name", entered.name())
                .param("kind", entered.kind().word())
                .param("settings", json.writeValueAsString(settings))
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        keep(id, entered);
        audit.record(actor, "notification.destination.create", target(entered.name()), told(entered));
        return require(entered.name());
    }

    /**
     * Name and kind stay. Where another address is entered, the secrets must be entered again: they are for the one that
     * they were entered for.
     *
     * @throws ProblemException {@code NotFound} or {@code MessengerInvalid}
     */
    public Messenger update(MessengerRegistration entered, Actor actor) {
        // Of two who change it, the second one sees what the first one wrote: a secret must not meet another's address.
        jdbc.sql("select 1 from notification_messengers where name = :name for update")
                .param("name", entered.name())
                .query(Integer.class)
                .optional();
        Messenger known = require(entered.name());
        if (known.kind() != entered.kind()) {
            throw MessengerRules.invalid("The kind of a destination cannot change. Add another one.");
        }
        Map<String, String> settings = MessengerRules.settings(entered, known.configured());
        settings.putIfAbsent(Messenger.ORIGIN, known.setting(Messenger.ORIGIN));
        settings.values().removeIf(String::isEmpty);
        requireSecretsFor(known, new Messenger(known.id(), known.name(), known.kind(), settings, Set.of()), entered);
        jdbc.sql("""
                        update notification_messengers set settings = cast(:settings as jsonb), updated_at = :now, paused_until = null
                        where id = :id""")
                .param("settings", json.writeValueAsString(settings))
                .param("now", Timestamp.from(clock.instant()))
                .param("id", known.id())
                .update();
        keep(known.id(), entered);
        audit.record(actor, "notification.destination.update", target(entered.name()), told(entered));
        return require(entered.name());
    }

    /** @throws ProblemException {@code NotFound} */
    public void remove(String name, Actor actor) {
        Messenger known = require(name);
        lookAgainAfterCommit();
        jdbc.sql("delete from notification_messengers where id = :id")
                .param("id", known.id())
                .update();
        audit.record(actor, "notification.destination.delete", target(name), Map.of());
    }

    /**
     * With its secrets in clear, for one message. Read in one statement, so that no secret that was just entered for another
     * address is sent to the old one.
     */
    @Transactional(readOnly = true)
    Optional<Opened> open(String name) {
        record Part(Row row, Optional<String> part, String sealed) {}
        List<Part> parts = jdbc
                .sql("""
                        select m.id, m.name, m.kind, m.settings::text as settings, s.part, s.sealed
                        from notification_messengers m left join notification_secrets s on s.messenger_id = m.id
                        where m.name = :name""")
                .param("name", name)
                .query((row, number) -> {
                    Optional<String> part = Optional.ofNullable(row.getString("part"));
                    String sealed = part.isPresent() ? row.getString("sealed") : "";
                    return row(row).map(known -> new Part(known, part, sealed));
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return parts.stream().findFirst().map(Part::row).map(row -> {
            Map<String, String> secrets = new HashMap<>();
            parts.forEach(each -> each.part().ifPresent(part -> {
                byte[] clear = vault.open(context(row.id(), part), new Sealed(each.sealed()));
                secrets.put(part, new String(clear, StandardCharsets.UTF_8));
            }));
            return new Opened(
                    new Messenger(row.id(), row.name(), row.kind(), row.settings(), Set.copyOf(secrets.keySet())),
                    secrets);
        });
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public int reseal(Resealing resealing) {
        record Kept(long id, String part, String sealed) {}
        List<Kept> all = new ArrayList<>();
        jdbc.sql("select messenger_id, part, sealed from notification_secrets for update")
                .query(row -> {
                    all.add(new Kept(row.getLong("messenger_id"), row.getString("part"), row.getString("sealed")));
                });
        int count = 0;
        for (Kept kept : all) {
            Optional<Sealed> again = resealing.again(context(kept.id(), kept.part()), new Sealed(kept.sealed()));
            again.ifPresent(fresh -> store(kept.id(), kept.part(), fresh));
            count += again.isPresent() ? 1 : 0;
        }
        return count;
    }

    private static void requireSecretsFor(Messenger known, Messenger changed, MessengerRegistration entered) {
        boolean moved = !known.place().equals(changed.place());
        List<String> left = known.kind().fields().stream()
                .filter(Field::secret)
                .filter(field -> known.configured().contains(field.name()))
                .filter(field -> !entered.secrets().containsKey(field.name()))
                .map(Field::title)
                .toList();
        if (moved && !left.isEmpty()) {
            throw MessengerRules.invalid("It leads elsewhere now. Enter again what was kept for the old address: %s."
                    .formatted(String.join(", ", left)));
        }
    }

    private void keep(long id, MessengerRegistration entered) {
        for (Field field : entered.kind().fields()) {
            String value = field.secret() ? entered.secrets().get(field.name()) : null;
            if (value == null) {
                continue;
            }
            if (value.isBlank()) {
                jdbc.sql("delete from notification_secrets where messenger_id = :id and part = :part")
                        .param("id", id)
                        .param("part", field.name())
                        .update();
            } else {
                byte[] clear = value.strip().getBytes(StandardCharsets.UTF_8);
                store(id, field.name(), vault.seal(context(id, field.name()), clear));
            }
        }
    }

    private void store(long id, String part, Sealed sealed) {
        jdbc.sql("""
                        insert into notification_secrets (messenger_id, part, sealed) values (:id, :part, :sealed)
                        on conflict (messenger_id, part) do update set sealed = excluded.sealed""")
                .param("id", id)
                .param("part", part)
                .param("sealed", sealed.text())
                .update();
    }

    private List<Row> rows() {
        return jdbc
                .sql("select id, name, kind, settings::text as settings from notification_messengers")
                .query((row, number) -> row(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty if only a newer replica knows its kind. */
    private Optional<Row> row(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        String name = row.getString("name");
        Map<String, String> settings = json.readValue(row.getString("settings"), new TypeReference<>() {});
        return Kind.of(row.getString("kind")).map(kind -> new Row(id, name, kind, settings));
    }

    private static Map<String, ?> told(MessengerRegistration entered) {
        return Map.of("kind", entered.kind().word());
    }

    private static String target(String name) {
        return "notification:" + name;
    }

    private static String context(long id, String part) {
        return "messenger:" + id + ":" + part;
    }
}
