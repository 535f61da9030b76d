package dev.fairway.source.webhook;

import java.util.Map;

/**
 * What each host proves itself with: the secret of its signature; for GitLab the token; for Azure DevOps
 * {@code user:password} of basic authentication. A host without a secret here is refused.
 */
public record WebhookSecrets(Map<WebhookHost, String> secrets) {

    public WebhookSecrets {
        secrets = Map.copyOf(secrets);
    }

    String of(WebhookHost host) {
        return secrets.getOrDefault(host, "");
    }

    @Override
    public String toString() {
        return "WebhookSecrets" + secrets.keySet();
    }
}
