package dev.fairway.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sealed record as lines of JSON, with everything that somebody without Fairway needs to verify it: see docs/ledger.md. Each
 * line says what it is by {@code type}.
 */
@Component
public class LedgerExport {

    private final SealedRows rows;
    private final SealedHashes hashes;
    private final Checkpoints checkpoints;
    private final SigningKey key;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    LedgerExport(
            SealedRows rows,
            SealedHashes hashes,
            Checkpoints checkpoints,
            SigningKey key,
            JdbcClient jdbc,
            JsonMapper json) {
        this.rows = rows;
        this.hashes = hashes;
        this.checkpoints = checkpoints;
        this.key = key;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param after the seal after which to go on; 0 for all that is there */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public void write(long after, Instant now, Consumer<String> lines) {
        lines.accept(line("ledger")
                .put("format", 1)
                .put("after", after)
                .put("madeAt", now.toString())
                .put("publicKey", key.pem())
                .toString());
        List<Checkpoint> made = checkpoints.all();
        made.forEach(each -> lines.accept(checkpoint(each)));
        String[] head = {""};
        if (!made.isEmpty() && after <= made.getLast().seal()) {
            head[0] = Checkpoint.hex(made.getLast().chain());
            rows("0", made.getLast().transactions(), made.getLast().seal(), lines);
        }
        long from = Math.max(after, made.isEmpty() ? 0 : made.getLast().seal());
        long[] count = {0};
        rows.seals(from, Long.MAX_VALUE, seal -> {
            lines.accept(line("seal")
                    .put("number", seal.number())
                    .put("fromTransaction", seal.from())
                    .put("toTransaction", seal.to())
                    .put("rows", seal.rows())
                    .put("chain", Checkpoint.hex(seal.chain()))
                    .put("sealedAt", seal.sealedAt().toString())
                    .toString());
            rows(seal.from(), seal.to(), seal.number(), lines);
            head[0] = Checkpoint.hex(seal.chain());
            count[0]++;
        });
        contents(lines);
        String text = "Fairway ledger export\nseals: %d\nchain: %s\nmade: %s\n".formatted(count[0], head[0], now);
        lines.accept(signed("end", text, key.sign(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Each with the hash that it had when it was sealed, so that one that was changed since is noticed by that alone. */
    private void rows(String from, String to, long seal, Consumer<String> lines) {
        SealedHashes.Reader sealed = hashes.read(seal);
        rows.rows(from, to, row -> lines.accept(row(row, sealed.at(row.place()).orElse(row.hash()))));
    }

    /** All that are kept: a row names them by their hash. */
    private void contents(Consumer<String> lines) {
        jdbc.sql("select hash, content from ledger_contents order by hash")
                .withFetchSize(100)
                .query(row -> {
                    lines.accept(line("content")
                            .put("hash", row.getString("hash"))
                            .put("text", row.getString("content"))
                            .toString());
                });
    }

    private String checkpoint(Checkpoint each) {
        return signed("checkpoint", each.text(), each.signature());
    }

    private String signed(String type, String text, byte[] signature) {
        return line(type)
                .put("text", text)
                .put("signature", Base64.getEncoder().encodeToString(signature))
                .toString();
    }

    private String row(SealedRows.FullRow row, byte[] hash) {
        return line("row")
                .put("kind", row.kind())
                .put("place", row.place())
                .put("hash", Checkpoint.hex(hash))
                .put("text", row.text())
                .toString();
    }

    private ObjectNode line(String type) {
        return json.createObjectNode().put("type", type);
    }
}
