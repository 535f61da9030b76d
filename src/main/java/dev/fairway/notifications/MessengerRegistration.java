package dev.fairway.notifications;

import java.util.Map;

/**
 * What is entered.
 *
 * @param settings by field name, without secrets
 * @param secrets by field name: what is not there stays as it is, what is empty is removed
 */
public record MessengerRegistration(
        String name, Messenger.Kind kind, Map<String, String> settings, Map<String, String> secrets) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "MessengerRegistration[" + name + "]";
    }
}
