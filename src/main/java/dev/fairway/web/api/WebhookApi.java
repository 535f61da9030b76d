package dev.fairway.web.api;

import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.source.webhook.WebhookOutcome;
import dev.fairway.source.webhook.WebhookRequest;
import dev.fairway.source.webhook.WebhookSecrets;
import dev.fairway.source.webhook.Webhooks;
import dev.fairway.web.access.Open;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Git hosts announce pushes. Open to anyone; the signature is verified before the body is parsed. */
@RestController
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookApi {

    private final Reconciliations reconciliations;
    private final WebhookSecrets secrets;

    WebhookApi(Reconciliations reconciliations, WebhookProperties properties) {
        this.reconciliations = reconciliations;
        this.secrets = properties.secrets();
    }

    @PostMapping("/api/webhook")
    @Open
    ResponseEntity<?> receive(HttpServletRequest request) throws IOException {
        byte[] body = request.getContentLengthLong() > Webhooks.MOST_BYTES
                ? new byte[Webhooks.MOST_BYTES + 1]
                : request.getInputStream().readNBytes(Webhooks.MOST_BYTES + 1);
        Map<String, String> headers = new HashMap<>();
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
        return switch (Webhooks.read(new WebhookRequest(headers, body), secrets)) {
            case WebhookOutcome.Pushed pushed -> {
                pushed.events().stream()
                        .flatMap(event -> event.repositories().stream())
                        .distinct()
                        .forEach(reconciliations::repositoryMoved);
                yield ResponseEntity.ok(Map.of("status", "accepted"));
            }
            case WebhookOutcome.NotForUs ignored -> ResponseEntity.ok(Map.of("status", "ignored"));
            case WebhookOutcome.Refused refused -> {
                HttpStatus status = HttpStatus.valueOf(refused.status());
                yield ResponseEntity.status(status)
                        .body(ApiProblems.document(status, "WebhookRefused", refused.reason()));
            }
        };
    }
}
