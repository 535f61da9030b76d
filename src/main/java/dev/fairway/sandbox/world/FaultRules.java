package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fault rules that hold at one moment. */
record FaultRules(List<FaultRule> all, Instant now) {

    static final FaultRules NONE = new FaultRules(List.of(), Instant.EPOCH);

    /** @param maps the ConfigMaps of {@code sandbox-system}, with or without rules in them */
    static FaultRules of(Collection<Manifest> maps, Instant now) {
        return new FaultRules(
                maps.stream().flatMap(map -> FaultRuleReader.read(map).stream()).toList(), now);
    }

    FaultRules at(Instant time) {
        return all.isEmpty() ? NONE : new FaultRules(all, time);
    }

    Optional<String> unschedulable(Manifest pod) {
        return of(FaultRule.Unschedulable.class)
                .filter(rule -> rule.scope().admits(pod, now))
                .map(FaultRule.Unschedulable::reason)
                .findFirst();
    }

    boolean failsProbes(Manifest pod) {
        return of(FaultRule.FailProbes.class).anyMatch(rule -> rule.scope().admits(pod, now));
    }

    Stream<FaultRule.Revert> reverts(Manifest object) {
        return of(FaultRule.Revert.class).filter(rule -> rule.scope().admits(object, now));
    }

    <R extends FaultRule> Stream<R> of(Class<R> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** When the next rule ends by itself. */
    Optional<Instant> nextEnd() {
        return all.stream()
                .flatMap(rule -> rule.scope().until().stream())
                .filter(end -> end.isAfter(now))
                .min(Instant::compareTo);
    }
}
