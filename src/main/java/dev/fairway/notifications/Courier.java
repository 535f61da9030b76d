package dev.fairway.notifications;

import dev.fairway.resource.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes what is due and sends it, each destination by itself. Any number of couriers may work at the same time.
 */
@Component
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Messages on their way to one destination: the second one passes a mail server that thinks about the first. */
    private static final int TO_EACH = 2;

    private static final int TO_ALL = 32;

    /** For what was cut to be noted. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final Messengers messengers;
    private final Composer composer;
    private final Ways ways;
    private final Clock clock;
    private final Lanes lanes = new Lanes(TO_EACH, TO_ALL, this::deliverNext);
    private final OnTheWay onTheWay = new OnTheWay();

    Courier(Outbox outbox, Messengers messengers, Composer composer, Ways ways, Clock clock) {
        this.outbox = outbox;
        this.messengers = messengers;
        this.composer = composer;
        this.ways = ways;
        this.clock = clock;
    }

    /** Begins to send what is due. Returns before it is sent. */
    void look() {
        outbox.waiting(clock.instant()).forEach(lanes::go);
    }

    /** Whether all that it began is over. */
    boolean isQuietWithin(Duration patience) {
        return lanes.isQuietWithin(patience);
    }

    void open() {
        lanes.open();
    }

    /**
     * Takes no more. What is on its way may end; what does not within that time is cut and noted, so that it waits as after
     * any other failure instead of being taken for a dead replica's.
     */
    void close(Duration patience) {
        lanes.close();
        if (!lanes.isQuietWithin(patience)) {
            onTheWay.cut();
            if (!lanes.isQuietWithin(LAST_WORDS)) {
                LOG.warn("A notification on its way did not end; another replica sends it in two minutes");
            }
        }
    }

    /** A message about nothing, now, past the outbox. */
    Outcome trial(String messenger, String recipient) {
        return messengers
                .open(messenger)
                .map(opened -> send(opened, recipient, () -> composer.trial(messenger)))
                .orElseGet(Courier::unknown);
    }

    private Outcome send(Opened opened, String recipient, Supplier<Message> message) {
        return MessengerRules.refusal(opened.messenger(), recipient)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> ways.of(opened.messenger().kind()).send(opened, recipient, message.get()));
    }

    private static Outcome unknown() {
        return new Outcome.Refused(
                "No destination of this name is registered. Add it under Settings, Notifications, or correct the annotation.");
    }

    private boolean deliverNext(String service) {
        Optional<Outbox.Claimed> next = outbox.claim(service, clock.instant());
        next.ifPresent(this::deliver);
        return next.isPresent();
    }

    private void deliver(Outbox.Claimed claimed) {
        try {
            Instant began = clock.instant();
            Outcome outcome = onTheWay.send(() -> attempt(claimed));
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
            return messengers
                    .open(delivery.service())
                    .map(opened ->
                            send(opened, delivery.recipient(), () -> composer.compose(delivery, claimed.facts())))
                    .orElseGet(Courier::unknown);
        } catch (ProblemException problem) {
            return new Outcome.Refused(problem.problem().message());
        } catch (RuntimeException unexpected) {
            LOG.error("Notification {} could not be sent", delivery.id(), unexpected);
            return new Outcome.Retry("Fairway failed to send it; its log says why.");
        }
    }
}
