/**
 * Tells people what happened to applications: by Slack, Teams, e-mail and webhooks. What happened is written to an outbox in
 * the transaction in which it happened, once for each recipient; a courier on any replica sends it, tries again with
 * growing pauses, gives up after a bounded number of tries, and records every attempt. Annotations and projects say who
 * wants to hear what, never where a message is sent: that is registered by an administrator, its secrets sealed.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "configuration",
            "resource",
            "secrets",
            "audit",
            "source :: outbound",
            "tenancy",
            "health",
            "diagnosis",
            "sync",
            "applications",
            "reconciliation",
            "ledger"
        })
package dev.fairway.notifications;
