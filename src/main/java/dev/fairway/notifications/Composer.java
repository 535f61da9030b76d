package dev.fairway.notifications;

import dev.fairway.configuration.ExternalAddress;
import dev.fairway.diagnosis.Attempt;
import dev.fairway.diagnosis.Diagnoses;
import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.diagnosis.Evidence;
import dev.fairway.diagnosis.Outcome.State;
import dev.fairway.diagnosis.Remedy;
import dev.fairway.diagnosis.Rollout;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.notifications.Message.Line;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** From what is known to a message: one sentence that says what happened, and the link to everything else. */
@Component
class Composer {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Texts texts;
    private final Ledger ledger;
    private final ExternalAddress address;

    Composer(Texts texts, Ledger ledger, ExternalAddress address) {
        this.texts = texts;
        this.ledger = ledger;
        this.address = address;
    }

    Message compose(Delivery delivery, Facts known) {
        Optional<Operation> operation = operation(delivery);
        Facts seen = known.of(Facts.SYNCED_REVISION).isEmpty()
                ? known.and(Map.of(Facts.SYNCED_REVISION, synced(operation)))
                : known;
        Optional<Diagnosis> diagnosis = diagnosis(delivery.trigger(), operation);
        Facts facts = seen.and(Map.of(
                Facts.SENTENCE, sentence(delivery, seen, diagnosis),
                Facts.NEXT, next(delivery.trigger(), diagnosis),
                Facts.LINK, link(delivery),
                Facts.ADDRESS, address.text()));
        Text text = texts.of(delivery.trigger());
        return new Message(
                "fairway-" + delivery.key(),
                delivery.trigger(),
                text.titleFor(facts),
                text.bodyFor(facts),
                link(delivery),
                Message.tone(delivery.trigger()),
                lines(delivery.trigger(), facts, operation),
                facts);
    }

    /** For a test from the settings: about nothing that happened. */
    Message trial(String messenger) {
        Map<String, String> facts = new HashMap<>();
        facts.put(Facts.SENTENCE, "Fairway can send messages to %s.".formatted(messenger));
        facts.put(Facts.NAME, "test");
        return new Message(
                // Mailboxes drop a second mail of the same id.
                "fairway-test-" + UUID.randomUUID(),
                Trigger.ON_SYNC_SUCCEEDED,
                "A test message from Fairway",
                "Fairway can send messages to %s. Nothing happened to any application.".formatted(messenger),
                address.of("/settings/notifications"),
                Message.Tone.NEUTRAL,
                List.of(),
                new Facts(facts));
    }

    private String link(Delivery delivery) {
        return address.of(
                delivery.operation().isPresent()
                        ? "/ops/" + delivery.operation().getAsLong()
                        : "/apps/" + delivery.application());
    }

    private Optional<Operation> operation(Delivery delivery) {
        return delivery.operation().isEmpty()
                ? Optional.empty()
                : ledger.operation(delivery.operation().getAsLong());
    }

    /** What was asked for may be a branch, or nothing; the last attempt knows which commit it was. */
    private static String synced(Optional<Operation> operation) {
        return operation
                .filter(known -> !known.attempts().isEmpty())
                .flatMap(
                        known -> known.attempts().getLast().revisions().stream().findFirst())
                .orElse("");
    }

    private static String sentence(Delivery delivery, Facts facts, Optional<Diagnosis> diagnosis) {
        String name = delivery.application().name();
        String revision = shortened(facts.of(Facts.SYNCED_REVISION));
        return switch (delivery.trigger()) {
            case ON_CREATED -> "The application %s was created in the project %s.".formatted(name, delivery.project());
            case ON_DELETED -> "The application %s of the project %s is gone.".formatted(name, delivery.project());
            case ON_DEPLOYED ->
                "%s is live and healthy%s.".formatted(name, revision.isEmpty() ? "" : " at " + revision);
            case ON_HEALTH_DEGRADED -> {
                String why = facts.of(Facts.HEALTH_MESSAGE);
                yield "%s is degraded%s".formatted(name, why.isEmpty() ? "." : ": " + ended(why));
            }
            case ON_SYNC_FAILED ->
                diagnosis
                        .map(Diagnosis::sentence)
                        .or(() -> Optional.of(facts.of(Facts.OPERATION_MESSAGE)).filter(text -> !text.isEmpty()))
                        .orElse("The sync of %s failed.".formatted(name));
            case ON_SYNC_RUNNING ->
                "A sync of %s began%s%s."
                        .formatted(
                                name,
                                revision.isEmpty() ? "" : " to " + revision,
                                facts.of(Facts.ACTOR).isEmpty() ? "" : ", by " + facts.of(Facts.ACTOR));
            case ON_SYNC_STATUS_UNKNOWN -> {
                String why = facts.of(Facts.SENTENCE);
                yield why.isEmpty() ? "%s cannot be compared with Git.".formatted(name) : ended(why);
            }
            case ON_SYNC_SUCCEEDED ->
                "The sync of %s%s succeeded.".formatted(name, revision.isEmpty() ? "" : " to " + revision);
        };
    }

    /** What whoever is woken by it can do; empty where there is nothing to do. */
    private static String next(Trigger trigger, Optional<Diagnosis> diagnosis) {
        return switch (trigger) {
            case ON_SYNC_FAILED ->
                diagnosis.map(Diagnosis::remedy).map(Composer::next).orElse("Its page names every object that failed.");
            case ON_HEALTH_DEGRADED -> "If it began with the last sync, roll back; its page names the cause.";
            case ON_SYNC_STATUS_UNKNOWN -> "What runs goes on running; nothing new is brought until this is mended.";
            case ON_CREATED, ON_DELETED, ON_DEPLOYED, ON_SYNC_RUNNING, ON_SYNC_SUCCEEDED -> "";
        };
    }

    private static String next(Remedy remedy) {
        return switch (remedy) {
            case CHANGE_IN_GIT -> "Change it in Git or roll back: the same revision fails again.";
            case CHANGE_OUTSIDE -> "Mend what is outside of Git, then press Retry.";
            case MAY_PASS -> "It may pass: press Retry. If it fails again, read its log or roll back.";
        };
    }

    /** From the record alone, so that every attempt says the same and no cluster is asked for it. */
    private static Optional<Diagnosis> diagnosis(Trigger trigger, Optional<Operation> operation) {
        return operation
                .filter(known -> trigger == Trigger.ON_SYNC_FAILED)
                .filter(known -> !known.attempts().isEmpty())
                .map(known -> known.attempts().getLast())
                .flatMap(last -> Diagnoses.of(Evidence.recorded(attempt(last), Rollout.NONE)));
    }

    private static Attempt attempt(Operation.Attempt recorded) {
        return new Attempt(
                switch (recorded.phase()) {
                    case "Succeeded" -> Attempt.State.SUCCEEDED;
                    case "Failed" -> Attempt.State.FAILED;
                    default -> Attempt.State.ERROR;
                },
                recorded.code(),
                recorded.message(),
                recorded.resources().stream()
                        .map(result -> new dev.fairway.diagnosis.Outcome(
                                ResourceKey.parse(result.resource()),
                                result.syncPhase(),
                                result.wave(),
                                result.hook(),
                                switch (result.result()) {
                                    case "" -> State.WAITING;
                                    case "SyncFailed" -> State.FAILED;
                                    default -> State.DONE;
                                },
                                result.message()))
                        .toList());
    }

    /**
     * What somebody wants to know before opening anything. While a sync runs, and when it has just ended, its application was not
     * compared anew: sync and health as they were before would say the opposite of the title.
     */
    private static List<Line> lines(Trigger trigger, Facts facts, Optional<Operation> operation) {
        String namespace = facts.of(Facts.DESTINATION);
        String cluster = facts.of(Facts.CLUSTER).isEmpty() ? facts.of(Facts.SERVER) : facts.of(Facts.CLUSTER);
        boolean alert = trigger == Trigger.ON_HEALTH_DEGRADED || trigger == Trigger.ON_SYNC_STATUS_UNKNOWN;
        String last = alert ? operation.map(Composer::lastSync).orElse("") : "";
        return Stream.of(
                        new Line("Next", facts.of(Facts.NEXT)),
                        new Line("Application", facts.of(Facts.NAME)),
                        new Line("Environment", facts.of(Facts.ENVIRONMENT)),
                        new Line("Team", facts.of(Facts.TEAM)),
                        new Line(
                                "Destination",
                                namespace.isEmpty() || cluster.isEmpty()
                                        ? namespace + cluster
                                        : namespace + ", " + cluster),
                        new Line("Sync", trigger == Trigger.ON_HEALTH_DEGRADED ? facts.of(Facts.SYNC) : ""),
                        new Line("Health", trigger == Trigger.ON_SYNC_STATUS_UNKNOWN ? facts.of(Facts.HEALTH) : ""),
                        new Line("Last sync", last),
                        new Line("Revision", last.isEmpty() ? shortened(revision(facts)) : ""),
                        new Line("By", alert ? "" : facts.of(Facts.ACTOR)),
                        new Line("At", clock(facts.of(Facts.AT))),
                        new Line("Runbook", facts.of(Facts.RUNBOOK)))
                .filter(line -> !line.value().isEmpty())
                .toList();
    }

    private static String revision(Facts facts) {
        return facts.of(Facts.SYNCED_REVISION).isEmpty() ? facts.of(Facts.REVISION) : facts.of(Facts.SYNCED_REVISION);
    }

    /** What may have caused it. */
    private static String lastSync(Operation operation) {
        String revision = shortened(synced(Optional.of(operation)));
        return "%s%s by %s"
                .formatted(
                        revision.isEmpty() ? "" : revision + ", ",
                        CLOCK.format(operation.startedAt()),
                        operation.actor().name());
    }

    private static String clock(String instant) {
        return instant.isEmpty() ? "" : CLOCK.format(Instant.parse(instant));
    }

    private static String shortened(String revision) {
        return revision.matches("[0-9a-f]{40}") ? revision.substring(0, 8) : revision;
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("!") || sentence.endsWith("…") ? sentence : sentence + ".";
    }
}
