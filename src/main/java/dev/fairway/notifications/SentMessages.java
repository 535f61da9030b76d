package dev.fairway.notifications;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What was sent, or will be; and sending at a person's request. */
@Component
public class SentMessages {

    private final Outbox outbox;
    private final Messengers messengers;
    private final Courier courier;
    private final AuditTrail audit;
    private final Bell bell;
    private final Clock clock;

    SentMessages(Outbox outbox, Messengers messengers, Courier courier, AuditTrail audit, Bell bell, Clock clock) {
        this.outbox = outbox;
        this.messengers = messengers;
        this.courier = courier;
        this.audit = audit;
        this.bell = bell;
        this.clock = clock;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Delivery> latest(int limit) {
        return outbox.latest(limit);
    }

    /** Those that were given up, the newest first. */
    @Transactional(readOnly = true)
    public List<Delivery> failed(int limit) {
        return outbox.failed(limit);
    }

    /** The last that was tried, of each messenger. */
    @Transactional(readOnly = true)
    public Map<String, Delivery> lastOfEach() {
        return outbox.lastOfEach().stream().collect(Collectors.toMap(Delivery::service, Function.identity()));
    }

    @Transactional(readOnly = true)
    public Optional<Delivery.Story> story(long id) {
        return outbox.find(id).map(delivery -> new Delivery.Story(delivery, outbox.attempts(id)));
    }

    /**
     * Sends it once more, as if it had not been tried.
     *
     * @throws dev.fairway.resource.ProblemException {@code NotFound}, or {@code Conflict} while it is being sent
     */
    @Transactional
    public void again(long id, Actor actor) {
        Delivery delivery = outbox.find(id).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no such message any more. They are kept for thirty days.")
                .asException());
        if (!outbox.again(id, clock.instant())) {
            throw Problem.stalled("Conflict", "It is being sent right now. Look again in a minute.")
                    .asException();
        }
        audit.record(
                actor,
                "notification.again",
                "notification:" + delivery.service(),
                Map.of("delivery", id, "application", delivery.application().toString()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }

    /**
     * Sends a message that is about nothing, now.
     *
     * @throws dev.fairway.resource.ProblemException {@code NotFound}
     */
    public Outcome trial(String messenger, String recipient, Actor actor) {
        Outcome outcome = courier.trial(messengers.require(messenger).name(), recipient.strip());
        recorded(messenger, outcome, actor);
        return outcome;
    }

    private void recorded(String messenger, Outcome outcome, Actor actor) {
        audit.record(
                actor,
                "notification.trial",
                "notification:" + messenger,
                Map.of("sent", outcome instanceof Outcome.Sent));
    }
}
