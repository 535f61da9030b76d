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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** Texts that are written by one statement. */
    private static final int AT_A_TIME = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    KeptManifests(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Takes part in the caller's transaction. */
    public void keep(long deployment, List<Manifest> manifests) {
        SortedMap<String, String> texts = new TreeMap<>();
        ArrayNode list = json.createArrayNode();
        for (Manifest manifest : manifests) {
            String text = CanonicalJson.of(withoutSecrets(manifest));
            String hash = Hashes.sha256(text);
            texts.put(hash, text);
            list.addObject().put("object", name(manifest)).put("hash", hash);
        }
        String listing = CanonicalJson.of(list);
        String hash = Hashes.sha256(listing);
        // What was written first stays; texts of another list would be there for nobody.
        if (!isToBeWritten(deployment, hash)) {
            return;
        }
        texts.put(hash, listing);
        // Sorted, so that two deployments that share texts do not wait for each other.
        List<String> sorted = List.copyOf(texts.keySet());
        for (int from = 0; from < sorted.size(); from += AT_A_TIME) {
            write(hash, sorted.subList(from, Math.min(from + AT_A_TIME, sorted.size())), texts);
        }
    }

    /** Names the list for the deployment; whether its texts have to be written, because the list is new. */
    private boolean isToBeWritten(long deployment, String listing) {
        return jdbc.sql("""
                        with named as (
                            insert into deployment_manifests (deployment_id, listing) values (:deployment, :listing)
                            on conflict do nothing returning listing),
                        held as (select hash from ledger_contents where hash = :listing for key share)
                        select exists (select from named) and not exists (select from held)""")
                .param("deployment", deployment)
                .param("listing", listing)
                .query(Boolean.class)
                .single();
    }

    /**
     * Texts that are there already are held until the deployment is written, so that retention cannot take them for texts that
     * nobody names. What left before that is written again.
     */
    private void write(String listing, List<String> hashes, SortedMap<String, String> texts) {
        Set<String> missing = new TreeSet<>(hashes);
        while (!missing.isEmpty()) {
            String[] wanted = missing.toArray(String[]::new);
            missing.removeAll(jdbc.sql("""
                            with texts as (
                                insert into ledger_contents (hash, content)
                                select hash, content from unnest(:hashes::text[], :contents::text[]) as t (hash, content)
                                order by hash on conflict do nothing returning hash),
                            parts as (
                                insert into ledger_content_parts (listing, part)
                                select :listing, part from unnest(:hashes::text[]) part where part <> :listing
                                order by part on conflict do nothing)
                            select hash from texts""")
                    .param("hashes", wanted)
                    .param("contents", missing.stream().map(texts::get).toArray(String[]::new))
                    .param("listing", listing)
                    .query(String.class)
                    .list());
            if (!missing.isEmpty()) {
                missing.removeAll(jdbc.sql(
                                "select hash from ledger_contents where hash = any(:hashes) order by hash for key share")
                        .param("hashes", missing.toArray(String[]::new))
                        .query(String.class)
                        .list());
            }
        }
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
