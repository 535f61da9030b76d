package dev.fairway.web.settings.notifications;

import dev.fairway.notifications.Delivery;
import dev.fairway.notifications.Messenger;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.Optional;

/**
 * A destination, as the list shows it.
 *
 * @param place where it leads, as far as that may be shown
 * @param state of the last message that went there
 * @param trouble why that failed, for now or for good; empty if it did not
 */
public record MessengerRow(String name, String kind, String place, Mark state, Optional<Age> last, String trouble) {

    private static final Mark NOTHING_YET = new Mark("waiting", "unk", "Nothing sent yet");

    static MessengerRow of(Messenger messenger, Optional<Delivery> last, Instant now) {
        return new MessengerRow(
                messenger.name(),
                messenger.kind().text(),
                messenger.place(),
                last.map(DeliveryRow::mark).orElse(NOTHING_YET),
                last.map(each -> Age.of(each.finishedAt().orElse(each.createdAt()), now)),
                last.filter(each -> each.state() != Delivery.State.SENT)
                        .map(Delivery::answer)
                        .orElse(""));
    }
}
