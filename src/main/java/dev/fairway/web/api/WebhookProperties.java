package dev.fairway.web.api;

import dev.fairway.source.webhook.WebhookHost;
import dev.fairway.source.webhook.WebhookSecrets;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.webhook.<host>-secret}: what each Git host proves itself with. Calls of a host without a secret are
 * refused.
 *
 * @param azureDevopsSecret {@code user:password} of basic authentication
 */
@ConfigurationProperties("fairway.webhook")
record WebhookProperties(
        @DefaultValue("") String githubSecret,
        @DefaultValue("") String gitlabSecret,
        @DefaultValue("") String giteaSecret,
        @DefaultValue("") String gogsSecret,
        @DefaultValue("") String bitbucketServerSecret,
        @DefaultValue("") String bitbucketCloudSecret,
        @DefaultValue("") String azureDevopsSecret) {

    WebhookSecrets secrets() {
        Map<WebhookHost, String> secrets = new EnumMap<>(WebhookHost.class);
        for (WebhookHost host : WebhookHost.values()) {
            secrets.put(host, of(host));
        }
        secrets.values().removeIf(String::isBlank);
        return new WebhookSecrets(secrets);
    }

    private String of(WebhookHost host) {
        return switch (host) {
            case GITHUB -> githubSecret;
            case GITLAB -> gitlabSecret;
            case GITEA -> giteaSecret;
            case GOGS -> gogsSecret;
            case BITBUCKET_SERVER -> bitbucketServerSecret;
            case BITBUCKET_CLOUD -> bitbucketCloudSecret;
            case AZURE_DEVOPS -> azureDevopsSecret;
        };
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "WebhookProperties";
    }
}
