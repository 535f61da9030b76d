package dev.fairway.notifications;

/** Sends one message, once, within bounded time. */
interface Way {

    /** @param recipient has passed {@link MessengerRules#refusal} */
    Outcome send(Opened messenger, String recipient, Message message);
}
