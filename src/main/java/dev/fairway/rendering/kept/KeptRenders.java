package dev.fairway.rendering.kept;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import dev.fairway.secrets.SealedStore;
import dev.fairway.secrets.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Renders in Postgres. Each row carries a keyed seal: one that was changed outside of Fairway counts as absent. */
public final class KeptRenders implements SealedStore {

    private static final Logger LOG = LoggerFactory.getLogger(KeptRenders.class);

    /** Our own text: as large as a render may be once its Secrets are sealed. */
    private static final YamlLimits LIMITS = new YamlLimits(128 * 1024 * 1024, 128 * 1024 * 1024, 60, 4_000_000, 0, 1);

    /** How exactly the last use is known; it saves a write per use. */
    private static final Duration RESOLUTION = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final InstantSource clock;
    private final RecentRenders recent = new RecentRenders();

    public KeptRenders(JdbcClient jdbc, Vault vault, InstantSource clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    public Optional<List<Manifest>> find(String key) {
        return recent.find(key).or(() -> load(key));
    }

    private Optional<List<Manifest>> load(String key) {
        Optional<Row> row = jdbc.sql("select recipe, manifests, seal, last_used_at from renders where key = :key")
                .param("key", key)
                .query(KeptRenders::row)
                .optional()
                .filter(found -> isWhole(key, found));
        row.ifPresent(found -> touch(key, found.lastUsedAt()));
        return row.map(found -> {
            List<Manifest> manifests = manifests(found.manifests());
            recent.remember(key, manifests, found.manifests().length());
            return manifests;
        });
    }

    /**
     * Keeps a render, unless another replica was faster.
     *
     * @return what is kept under the key now
     */
    public List<Manifest> keep(String key, String recipe, List<Manifest> manifests) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        manifests.forEach(manifest -> array.add(manifest.tree()));
        String text = array.toString();
        Timestamp now = Timestamp.from(clock.instant());
        int inserted = jdbc.sql("""
                        insert into renders (key, recipe, manifests, seal, created_at, last_used_at)
                        values (:key, :recipe, :manifests, :seal, :now, :now)
                        on conflict (key) do nothing
                        """)
                .param("key", key)
                .param("recipe", recipe)
                .param("manifests", text)
                .param("seal", seal(key, recipe, text))
                .param("now", now)
                .update();
        if (inserted > 0) {
            recent.remember(key, manifests, text.length());
            return manifests;
        }
        return load(key).orElseGet(() -> replace(key, recipe, manifests, text));
    }

    /** Forgets what nobody used since; a chore. */
    public int forgetUnusedSince(Instant instant) {
        return jdbc.sql("delete from renders where last_used_at < :instant")
                .param("instant", Timestamp.from(instant))
                .update();
    }

    @Override
    public String name() {
        return "renders";
    }

    /** Row by row: all renders together may be large. */
    @Override
    public int reseal(Resealing resealing) {
        SealedValues values = new SealedValues(resealing);
        for (String key :
                jdbc.sql("select key from renders").query(String.class).list()) {
            jdbc.sql("select recipe, manifests, seal, last_used_at from renders where key = :key for update")
                    .param("key", key)
                    .query(KeptRenders::row)
                    .optional()
                    .filter(row -> isWhole(key, row))
                    .ifPresent(row -> reseal(key, row, values));
        }
        recent.clear();
        return values.count();
    }

    private void reseal(String key, Row row, SealedValues values) {
        int before = values.count();
        JsonNode manifests = tree(row.manifests());
        values.resealIn(manifests);
        if (values.count() > before) {
            write(key, row.recipe(), manifests.toString());
        }
    }

    private List<Manifest> replace(String key, String recipe, List<Manifest> manifests, String text) {
        write(key, recipe, text);
        return manifests;
    }

    private void write(String key, String recipe, String text) {
        jdbc.sql("update renders set recipe = :recipe, manifests = :manifests, seal = :seal where key = :key")
                .param("key", key)
                .param("recipe", recipe)
                .param("manifests", text)
                .param("seal", seal(key, recipe, text))
                .update();
    }

    private void touch(String key, Instant lastUsedAt) {
        Instant now = clock.instant();
        if (lastUsedAt.isBefore(now.minus(RESOLUTION))) {
            jdbc.sql("update renders set last_used_at = :now where key = :key")
                    .param("now", Timestamp.from(now))
                    .param("key", key)
                    .update();
        }
    }

    private boolean isWhole(String key, Row row) {
        boolean whole = seal(key, row.recipe(), row.manifests()).equals(row.seal());
        if (!whole) {
            LOG.warn("The kept render {} was changed outside of Fairway and is made again", key);
        }
        return whole;
    }

    private String seal(String key, String recipe, String manifests) {
        return vault.fingerprint(
                ("render\n" + key + "\n" + recipe + "\n" + manifests).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Manifest> manifests(String text) {
        List<Manifest> manifests = new ArrayList<>();
        for (JsonNode node : tree(text).values()) {
            manifests.add(Manifest.of((ObjectNode) node));
        }
        return List.copyOf(manifests);
    }

    private static JsonNode tree(String text) {
        return Manifests.readTree(text.getBytes(StandardCharsets.UTF_8), "A kept render", LIMITS);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("recipe"),
                row.getString("manifests"),
                row.getString("seal"),
                row.getTimestamp("last_used_at").toInstant());
    }

    private record Row(String recipe, String manifests, String seal, Instant lastUsedAt) {}
}
