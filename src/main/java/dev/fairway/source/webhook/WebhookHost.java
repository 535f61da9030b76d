package dev.fairway.source.webhook;

import java.util.Optional;

/** The Git hosts whose calls are understood. */
public enum WebhookHost {
    GITHUB,
    GITLAB,
    GITEA,
    GOGS,
    BITBUCKET_SERVER,
    BITBUCKET_CLOUD,
    AZURE_DEVOPS;

    /** Told by the headers alone, since the body is not parsed before its signature is verified. */
    static Optional<WebhookHost> of(WebhookRequest request) {
        // Gitea and Gogs send GitHub's headers too, so theirs are looked for first.
        if (request.header("x-gitea-event").isPresent()
                || request.header("x-forgejo-event").isPresent()) {
            return Optional.of(GITEA);
        }
        if (request.header("x-gogs-event").isPresent()) {
            return Optional.of(GOGS);
        }
        if (request.header("x-github-event").isPresent()) {
            return Optional.of(GITHUB);
        }
        if (request.header("x-gitlab-event").isPresent()) {
            return Optional.of(GITLAB);
        }
        if (request.header("x-event-key").isPresent()) {
            return Optional.of(request.header("x-hook-uuid").isPresent() ? BITBUCKET_CLOUD : BITBUCKET_SERVER);
        }
        boolean azure = request.header("x-vss-activityid").isPresent()
                || request.header("x-vss-subscriptionid").isPresent();
        return azure ? Optional.of(AZURE_DEVOPS) : Optional.empty();
    }
}
