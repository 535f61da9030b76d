package dev.fairway.notifications;

/**
 * Somebody wants to be told.
 *
 * @param service the name of a registered messenger
 * @param recipient a channel or an e-mail address; empty where the messenger knows its only recipient
 */
public record Subscription(Trigger trigger, String service, String recipient) {}
