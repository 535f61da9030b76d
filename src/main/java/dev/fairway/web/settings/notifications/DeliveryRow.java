package dev.fairway.web.settings.notifications;

import dev.fairway.notifications.Delivery;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;

/**
 * A message, as the list and its page show it.
 *
 * @param about where it leads to: the operation, else the application
 * @param to destination and recipient
 * @param next when it is tried again, in words; empty if it is not
 */
public record DeliveryRow(
        long id,
        String trigger,
        String application,
        String about,
        String to,
        Mark state,
        int attempts,
        String answer,
        Age at,
        String next,
        boolean over) {

    static DeliveryRow of(Delivery delivery, Instant now) {
        boolean waits = delivery.state() == Delivery.State.WAITING;
        return new DeliveryRow(
                delivery.id(),
                delivery.trigger().word(),
                delivery.application().toString(),
                delivery.operation().isPresent()
                        ? "/ops/" + delivery.operation().getAsLong()
                        : "/apps/" + delivery.application(),
                delivery.recipient().isEmpty() ? delivery.service() : delivery.service() + ": " + delivery.recipient(),
                mark(delivery),
                delivery.attempts(),
                delivery.answer(),
                Age.of(delivery.createdAt(), now),
                waits && delivery.attempts() > 0
                        ? delivery.dueAt().isAfter(now)
                                ? "again in " + Age.of(now, delivery.dueAt()).text()
                                : "again now"
                        : "",
                delivery.state() == Delivery.State.SENT || delivery.state() == Delivery.State.FAILED);
    }

    static Mark mark(Delivery delivery) {
        return switch (delivery.state()) {
            case WAITING ->
                delivery.attempts() == 0
                        ? new Mark("waiting", "unk", "Waiting")
                        : new Mark("outofsync", "warn", "Failed, tried again");
            case SENDING -> new Mark("running", "info", "Being sent");
            case SENT -> new Mark("succeeded", "ok", "Sent");
            case FAILED -> new Mark("failed", "bad", "Failed");
        };
    }
}
