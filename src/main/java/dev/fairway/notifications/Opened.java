package dev.fairway.notifications;

import java.util.Map;

/** A messenger with its secrets in clear, for as long as one message is being sent. */
record Opened(Messenger messenger, Map<String, String> secrets) {

    String secret(String field) {
        return secrets.getOrDefault(field, "");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Opened[" + messenger.name() + "]";
    }
}
