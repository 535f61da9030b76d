package dev.fairway.notifications;

import dev.fairway.resource.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what is due and sends it. Any number of couriers may work at the same time. */
@Component
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Sent at the same time by one replica, so that one slow destination does not hold all others up. */
    private static final int AT_ONCE = 8;

    private final Outbox outbox;
    private final Messengers messengers;
    private final Composer composer;
    private final Ways ways;
    private final Clock clock;

    Courier(Outbox outbox, Messengers messengers, Composer composer, Ways ways, Clock clock) {
        this.outbox = outbox;
        this.messengers = messengers;
        this.composer = composer;
        this.ways = ways;
        this.clock = clock;
    }

    /**
     * Sends until nothing is due.
     *
     * @return how many attempts were made
     */
    int deliver() {
        int made = 0;
        List<Outbox.Claimed> claimed = outbox.claim(clock.instant(), AT_ONCE);
        while (!claimed.isEmpty()) {
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                claimed.forEach(each -> senders.execute(() -> deliver(each)));
            }
            made += claimed.size();
            claimed = outbox.claim(clock.instant(), AT_ONCE);
        }
        return made;
    }

    /** A message about nothing, now, past the outbox. */
    Outcome trial(Messenger messenger, String recipient) {
        Optional<String> refusal = MessengerRules.refusal(messenger, recipient);
        return refusal.isPresent()
                ? new Outcome.Refused(refusal.get())
                : ways.of(messenger.kind())
                        .send(messengers.open(messenger), recipient, composer.trial(messenger.name()));
    }

    private void deliver(Outbox.Claimed claimed) {
        try {
            Instant began = clock.instant();
            Outcome outcome = attempt(claimed);
            Instant now = clock.instant();
            outbox.finish(claimed, outcome, Patience.next(claimed.tries(), outcome, now), began, now);
        } catch (RuntimeException unnoted) {
            LOG.warn(
                    "What became of notification {} could not be noted; it is sent again when its claim ends",
                    claimed.delivery().id(),
                    unnoted);
        }
    }

    private Outcome attempt(Outbox.Claimed claimed) {
        Delivery delivery = claimed.delivery();
        try {
            Optional<Messenger> messenger = messengers.find(delivery.service());
            if (messenger.isEmpty()) {
                return new Outcome.Refused(
                        "No destination of this name is registered. Add it under Settings, Notifications, or correct the annotation.");
            }
            Optional<String> refusal = MessengerRules.refusal(messenger.get(), delivery.recipient());
            if (refusal.isPresent()) {
                return new Outcome.Refused(refusal.get());
            }
            return ways.of(messenger.get().kind())
                    .send(
                            messengers.open(messenger.get()),
                            delivery.recipient(),
                            composer.compose(delivery, claimed.facts()));
        } catch (ProblemException problem) {
            return new Outcome.Refused(problem.problem().message());
        } catch (RuntimeException unexpected) {
            LOG.error("Notification {} could not be sent", delivery.id(), unexpected);
            return new Outcome.Retry("Fairway failed to send it; its log says why.", Optional.empty());
        }
    }
}
