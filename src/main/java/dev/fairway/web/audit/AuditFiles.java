package dev.fairway.web.audit;

import dev.fairway.access.Principal;
import dev.fairway.audit.AuditEntry;
import dev.fairway.audit.AuditFilter;
import dev.fairway.audit.AuditLog;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.view.CsvLine;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The audit as files: the newest {@value #MOST} entries that the filters let through. Read and written a thousand at a time, so that
 * neither a slow reader nor a long file holds a connection of the database or much memory.
 */
@Controller
class AuditFiles {

    static final int MOST = 50_000;
    private static final int AT_A_TIME = 1_000;

    private final AuditLog log;
    private final AuditScope scope;
    private final JsonMapper json;

    AuditFiles(AuditLog log, AuditScope scope, JsonMapper json) {
        this.log = log;
        this.scope = scope;
        this.json = json;
    }

    @GetMapping("/audit.csv")
    @SignedIn
    void csv(AuditAddress.Form form, @AuthenticationPrincipal Principal principal, HttpServletResponse response)
            throws IOException {
        begin("text/csv;charset=UTF-8", "audit.csv", response);
        OutputStream out = response.getOutputStream();
        send(
                out,
                CsvLine.of(List.of(
                        "id",
                        "time",
                        "actor kind",
                        "actor",
                        "action",
                        "target",
                        "result",
                        "reason",
                        "request id",
                        "detail")));
        write(scope.of(principal, form.address().filter()), AuditFiles::csv, out);
    }

    @GetMapping("/audit.jsonl")
    @SignedIn
    void jsonl(AuditAddress.Form form, @AuthenticationPrincipal Principal principal, HttpServletResponse response)
            throws IOException {
        begin("application/x-ndjson;charset=UTF-8", "audit.jsonl", response);
        write(scope.of(principal, form.address().filter()), this::json, response.getOutputStream());
    }

    private void write(AuditFilter filter, Function<AuditEntry, String> line, OutputStream out) throws IOException {
        long before = Long.MAX_VALUE;
        for (int written = 0; written < MOST; written += AT_A_TIME) {
            List<AuditEntry> entries = log.before(filter, before, AT_A_TIME);
            StringBuilder lines = new StringBuilder();
            entries.forEach(entry -> lines.append(line.apply(entry)));
            send(out, lines.toString());
            if (entries.size() < AT_A_TIME) {
                return;
            }
            before = entries.getLast().id();
        }
    }

    private static String csv(AuditEntry entry) {
        return CsvLine.of(List.of(
                String.valueOf(entry.id()),
                entry.recordedAt().toString(),
                entry.actor().kind().name(),
                entry.actor().name(),
                entry.action(),
                entry.target(),
                entry.result(),
                entry.reason(),
                entry.requestId().orElse(""),
                entry.detail()));
    }

    private String json(AuditEntry entry) {
        ObjectNode line = json.createObjectNode();
        line.put("id", entry.id())
                .put("time", entry.recordedAt().toString())
                .put("actorKind", entry.actor().kind().name())
                .put("actor", entry.actor().name())
                .put("action", entry.action())
                .put("target", entry.target())
                .put("result", entry.result())
                .put("reason", entry.reason())
                .put("requestId", entry.requestId().orElse(""));
        line.set("detail", json.readTree(entry.detail()));
        return line + "\n";
    }

    private static void begin(String type, String name, HttpServletResponse response) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
