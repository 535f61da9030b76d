package dev.fairway.ledger.manifests;

import dev.fairway.resource.CanonicalJson;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.SecretText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The manifests of deployments, by content. */
@Component
public class KeptManifests {

    private static final String NOT_KEPT = "(not kept)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonMapper json;

    KeptManifests(JdbcClient jdbc, JdbcTemplate batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    /** Takes part in the caller's transaction. */
    public void keep(long deployment, List<Manifest> manifests) {
        Map<String, String> texts = new TreeMap<>();
        ArrayNode list = json.createArrayNode();
        for (Manifest manifest : manifests) {
            String text = CanonicalJson.of(withoutSecrets(manifest));
            String hash = Hashes.sha256(text);
            texts.put(hash, text);
            list.addObject().put("object", name(manifest)).put("hash", hash);
        }
        String listing = CanonicalJson.of(list);
        String hash = Hashes.sha256(listing);
        Set<String> parts = Set.copyOf(texts.keySet());
        // First this row, then the texts: retention holds new lists back while it looks for texts that nobody needs.
        int written = jdbc.sql("""
                        insert into deployment_manifests (deployment_id, listing) values (:deployment, :listing)
                        on conflict do nothing""")
                .param("deployment", deployment)
                .param("listing", hash)
                .update();
        // What was written first stays; texts of another list would be there for nobody.
        if (written == 0 || isKept(hash)) {
            return;
        }
        texts.put(hash, listing);
        // Sorted, so that two deployments that share texts do not wait for each other.
        batches.batchUpdate(
                "insert into ledger_contents (hash, content) values (?, ?) on conflict do nothing",
                List.copyOf(texts.entrySet()),
                200,
                (statement, text) -> {
                    statement.setString(1, text.getKey());
                    statement.setString(2, text.getValue());
                });
        batches.batchUpdate(
                "insert into ledger_content_parts (listing, part) values (?, ?) on conflict do nothing",
                parts.stream().sorted().toList(),
                500,
                (statement, part) -> {
                    statement.setString(1, hash);
                    statement.setString(2, part);
                });
    }

    private boolean isKept(String hash) {
        return jdbc.sql("select exists (select from ledger_contents where hash = :hash)")
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    /** What was rendered, in the order it was; empty for deployments of versions that kept none. */
    public Optional<List<Manifest>> of(long deployment) {
        return listings(List.of(deployment)).values().stream().findFirst().map(this::read);
    }

    private List<Manifest> read(Listing listing) {
        Map<String, String> texts = new LinkedHashMap<>();
        jdbc.sql("select hash, content from ledger_contents where hash = any(:hashes)")
                .param(
                        "hashes",
                        listing.objects().stream().map(Listing.Entry::hash).toArray(String[]::new))
                .query(row -> {
                    texts.put(row.getString("hash"), row.getString("content"));
                });
        List<Manifest> manifests = new ArrayList<>();
        for (Listing.Entry entry : listing.objects()) {
            Optional.ofNullable(texts.get(entry.hash()))
                    .map(json::readTree)
                    .filter(JsonNode::isObject)
                    .ifPresent(tree -> manifests.add(Manifest.of((ObjectNode) tree)));
        }
        return List.copyOf(manifests);
    }

    /** Which objects each deployment had, by its number; deployments of versions that kept none are not in it. */
    public Map<Long, Listing> listings(Collection<Long> deployments) {
        Map<Long, Listing> listings = new LinkedHashMap<>();
        jdbc.sql("""
                        select m.deployment_id, m.listing, c.content from deployment_manifests m
                        join ledger_contents c on c.hash = m.listing where m.deployment_id = any(:deployments)""").param("deployments", deployments.toArray(Long[]::new)).query(row -> {
            listings.put(row.getLong("deployment_id"), listing(row.getString("listing"), row.getString("content")));
        });
        return listings;
    }

    private Listing listing(String hash, String text) {
        return new Listing(
                hash,
                json.readTree(text)
                        .valueStream()
                        .map(entry -> new Listing.Entry(
                                entry.path("object").asString(""),
                                entry.path("hash").asString("")))
                        .toList());
    }

    private static String name(Manifest manifest) {
        return manifest.name().isEmpty()
                ? manifest.key() + manifest.generateName() + "*"
                : manifest.key().toString();
    }

    /** The gate has sealed the values of Secrets long before; what it cannot have seen is not kept at all. */
    private static Manifest withoutSecrets(Manifest manifest) {
        if (!manifest.isSecret()) {
            return manifest;
        }
        return manifest.with(tree -> {
            for (String field : Arrays.asList("data", "stringData")) {
                if (tree.path(field) instanceof ObjectNode values) {
                    for (String key : Set.copyOf(values.propertyNames())) {
                        String text = SecretText.comparable(values.path(key).asString(""));
                        values.put(key, SecretText.isFingerprinted(text) ? text : NOT_KEPT);
                    }
                }
            }
        });
    }
}
