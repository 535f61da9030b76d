package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sandbox.world.Writes.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the controllers when there is a reason to, performs what they decide and keeps the time they asked for. Takes its
 * input and the time from outside and runs on one thread; with the same input it does the same.
 */
final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);
    private static final Duration AFTER_OVERTAKING = Duration.ofMillis(200);
    /** More turns than this at one moment mean that two parties undo each other's work: a breath lets others in. */
    private static final int MOST_TURNS_AT_ONCE = 20_000;

    private final Cache cache = new Cache();
    private final EventBook events = new EventBook();
    private final Map<GroupKind, Controller> controllers;
    private final Writes writes;
    private final LinkedHashSet<ResourceKey> waiting = new LinkedHashSet<>();
    private final Map<ResourceKey, Instant> wakeUps = new HashMap<>();
    private final TreeMap<Instant, LinkedHashSet<ResourceKey>> timetable = new TreeMap<>();

    Engine(List<Controller> controllers, Writes writes) {
        this.controllers = controllers.stream().collect(Collectors.toMap(Controller::kind, Function.identity()));
        this.writes = writes;
    }

    ClusterView view() {
        return cache;
    }

    /** An object that is there, or has changed. */
    void saw(Manifest object) {
        if (cache.put(object)) {
            spread(object);
        }
    }

    /** An object that is no longer there. */
    void sawGone(Manifest object) {
        if (cache.remove(object, true)) {
            spread(object);
        }
    }

    private void spread(Manifest object) {
        if (isFaultRule(object)) {
            cache.setRules(FaultRules.of(cache.list(Kinds.CONFIG_MAP, FaultRule.NAMESPACE), Instant.EPOCH));
            cache.list(Kinds.POD, "").forEach(pod -> waiting.add(pod.key()));
            cache.rules().of(FaultRule.Revert.class).findAny().ifPresent(rule -> controllers
                    .keySet()
                    .forEach(kind -> cache.list(kind, "").forEach(other -> waiting.add(other.key()))));
        }
        waiting.addAll(Relations.of(object, cache));
    }

    private static boolean isFaultRule(Manifest object) {
        return object.kind().equals("ConfigMap")
                && object.namespace().equals(FaultRule.NAMESPACE)
                && object.label(FaultRule.LABEL).isPresent();
    }

    /** Does everything there is to do at this time. */
    void run(Instant now) {
        setTime(now);
        while (!timetable.isEmpty() && !timetable.firstKey().isAfter(now)) {
            for (ResourceKey key : timetable.pollFirstEntry().getValue()) {
                wakeUps.remove(key);
                waiting.add(key);
            }
        }
        for (int turns = 0; turns < MOST_TURNS_AT_ONCE && !waiting.isEmpty(); turns++) {
            ResourceKey key = waiting.removeFirst();
            cache.find(key.groupKind(), key.namespace(), key.name()).ifPresent(object -> turn(object, now));
        }
        if (!waiting.isEmpty()) {
            log.warn("The sandbox does not come to rest; it goes on with {} in a second", waiting.getFirst());
            List.copyOf(waiting).forEach(key -> wake(key, now.plusSeconds(1)));
            waiting.clear();
        }
    }

    /** When there will be something to do though nothing changes. */
    Optional<Instant> next() {
        return timetable.isEmpty() ? Optional.empty() : Optional.of(timetable.firstKey());
    }

    private void setTime(Instant now) {
        cache.setTime(now);
        cache.setRules(cache.rules().at(now));
    }

    private void turn(Manifest object, Instant now) {
        Optional<Manifest> reverted = Reverting.of(object, cache.rules());
        if (reverted.isPresent() && !object.isBeingDeleted()) {
            perform(new Effect.Update(reverted.get()), now);
            return;
        }
        Controller controller = controllers.get(object.key().groupKind());
        if (controller == null) {
            return;
        }
        try {
            Turn turn = controller.turn(object, cache, now);
            turn.again().ifPresent(when -> wake(object.key(), when));
            for (Effect effect : turn.effects()) {
                if (!perform(effect, now)) {
                    break;
                }
            }
        } catch (RuntimeException e) {
            log.warn("The sandbox cannot move {} on: {}", object.key(), e.toString(), e);
            wake(object.key(), now.plus(AFTER_REFUSAL));
        }
    }

    private void wake(ResourceKey key, Instant when) {
        Instant planned = wakeUps.get(key);
        if (planned != null && !planned.isAfter(when)) {
            return;
        }
        if (planned != null) {
            timetable.computeIfPresent(planned, (time, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
        wakeUps.put(key, when);
        timetable.computeIfAbsent(when, time -> new LinkedHashSet<>()).add(key);
    }

    /** @return whether the effects after this one still make sense */
    private boolean perform(Effect effect, Instant now) {
        return switch (effect) {
            case Effect.Create create ->
                // What was refused a moment ago is tried again when its time has come, however often its owner is
                // looked at.
                cache.refusal(create.owner()).isEmpty()
                        && accept(create.object(), writes.create(create.object()), Optional.of(create.owner()), now);
            case Effect.Update update -> accept(update.object(), writes.update(update.object()), Optional.empty(), now);
            case Effect.UpdateStatus status ->
                accept(status.object(), writes.updateStatus(status.object()), Optional.empty(), now);
            case Effect.Delete delete -> accept(delete.object(), writes.delete(delete.object()), Optional.empty(), now);
            case Effect.Tell tell -> {
                tell(tell, now);
                yield true;
            }
        };
    }

    private boolean accept(Manifest object, Outcome outcome, Optional<Manifest> owner, Instant now) {
        return switch (outcome) {
            case Outcome.Stored stored -> {
                saw(stored.object());
                yield true;
            }
            case Outcome.Gone gone -> {
                if (cache.remove(object, false)) {
                    spread(object);
                }
                yield true;
            }
            case Outcome.Overtaken overtaken -> {
                wake(owner.orElse(object).key(), now.plus(AFTER_OVERTAKING));
                yield false;
            }
            case Outcome.Refused refused -> {
                refuse(object, refused.message(), owner, now);
                yield false;
            }
        };
    }

    private void refuse(Manifest object, String message, Optional<Manifest> owner, Instant now) {
        ResourceKey retried = owner.orElse(object).key();
        wake(retried, now.plus(AFTER_REFUSAL));
        owner.ifPresent(o -> {
            cache.refuse(o, message, now.plus(AFTER_REFUSAL));
            waiting.add(o.key());
            Effect.Source source = Effect.Source.of(o.kind().toLowerCase(java.util.Locale.ROOT) + "-controller");
            tell(new Effect.Tell(o, true, "FailedCreate", "Error creating: " + message, source, Duration.ZERO), now);
        });
        if (owner.isEmpty()) {
            log.debug("The sandbox's server refuses a change of {}: {}", object.key(), message);
        }
    }

    private void tell(Effect.Tell tell, Instant now) {
        Optional<Manifest> event = events.write(tell, now);
        if (event.isEmpty()) {
            return;
        }
        boolean isNew = event.get().resourceVersion().isEmpty();
        switch (isNew ? writes.create(event.get()) : writes.update(event.get())) {
            case Outcome.Stored stored -> events.stored(tell, stored.object());
            // An event is never worth more trouble.
            case Outcome.Gone gone -> events.forget(tell);
            case Outcome.Overtaken overtaken -> events.forget(tell);
            case Outcome.Refused refused -> events.forget(tell);
        }
    }
}
