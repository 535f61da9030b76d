package dev.fairway.diagnosis;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.resource.ResourceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the rules look at: what failed first in sync order, and all that is known of it.
 *
 * @param key empty if the attempt failed as a whole
 * @param outcome what its sync said of it; empty if this operation did not touch it
 */
record Subject(Evidence evidence, Optional<ResourceKey> key, Optional<Outcome> outcome) {

    static Subject of(Evidence evidence) {
        List<Outcome> failed = evidence.attempt().failed();
        if (!failed.isEmpty()) {
            return new Subject(evidence, Optional.of(failed.getFirst().key()), Optional.of(failed.getFirst()));
        }
        if (evidence.attempt().state().isLost()) {
            return new Subject(evidence, Optional.empty(), Optional.empty());
        }
        Predicate<ResourceKey> troubled = key -> isTroubled(evidence, key);
        Predicate<ResourceKey> lost = key -> evidence.rollout().isLost() && !isHealthy(evidence, key);
        return first(evidence, troubled)
                .or(() -> first(evidence, lost))
                .or(() -> first(evidence, key -> isHeldUp(evidence, key)))
                .map(key -> new Subject(evidence, Optional.of(key), outcome(evidence, key)))
                .orElseGet(() -> new Subject(evidence, Optional.empty(), Optional.empty()));
    }

    boolean hasFailed() {
        return key.isPresent()
                || evidence.attempt().state().isLost()
                || evidence.rollout().isLost();
    }

    /** The first raw words about it. */
    String words() {
        return outcome.filter(known -> known.state() == Outcome.State.FAILED)
                .map(Outcome::message)
                .or(() -> key.flatMap(this::health).map(Health::message))
                .filter(text -> !text.isEmpty())
                .or(() -> Optional.of(evidence.attempt().message())
                        .filter(text -> evidence.attempt().state().isLost()))
                .orElseGet(() -> evidence.rollout().message());
    }

    /** Where it stands, so that a person finds it: {@code could not be applied in wave 2}. */
    String notApplied() {
        boolean checked = evidence.attempt().message().startsWith("The check before the sync");
        return outcome.map(known -> (checked ? "would be refused in " : "could not be applied in ")
                        + (known.phase().equals("Sync") ? "" : known.phase() + ", ")
                        + "wave " + known.wave())
                .orElse("could not be applied");
    }

    String notReady() {
        return evidence.rollout().stage() == Rollout.Stage.HEALTHY ? "is not ready any more" : "never became ready";
    }

    List<PodState> pods() {
        return key.map(name -> pods(evidence, name)).orElse(List.of());
    }

    List<PodState> newPods() {
        return pods().stream().filter(PodState::isNew).toList();
    }

    /** Warnings about it and about what it owns. */
    List<Event> warnings(String reason) {
        return key.map(name -> warnings(evidence, name, reason)).orElse(List.of());
    }

    private static List<Event> warnings(Evidence evidence, ResourceKey key, String reason) {
        Set<ResourceKey> family = family(evidence, key);
        return evidence.events().stream()
                .filter(event -> event.warning() && event.reason().equals(reason) && family.contains(event.about()))
                .toList();
    }

    private static Set<ResourceKey> family(Evidence evidence, ResourceKey key) {
        Set<ResourceKey> family = new HashSet<>(Set.of(key));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Member member : evidence.members()) {
                grew |= member.owners().stream().anyMatch(family::contains) && family.add(member.key());
            }
        }
        return family;
    }

    private Optional<Health> health(ResourceKey name) {
        return health(evidence, name);
    }

    private static Optional<ResourceKey> first(Evidence evidence, Predicate<ResourceKey> which) {
        Stream<ResourceKey> inSyncOrder = evidence.attempt().outcomes().stream().map(Outcome::key);
        Stream<ResourceKey> others = evidence.members().stream()
                .filter(member -> member.owners().isEmpty())
                .map(Member::key);
        return Stream.concat(inSyncOrder, others).filter(which).findFirst();
    }

    private static Optional<Outcome> outcome(Evidence evidence, ResourceKey key) {
        return evidence.attempt().outcomes().stream()
                .filter(outcome -> outcome.key().equals(key))
                .findFirst();
    }

    private static boolean isTroubled(Evidence evidence, ResourceKey key) {
        boolean degraded = health(evidence, key)
                .filter(health -> health.status() == HealthStatus.DEGRADED)
                .isPresent();
        return degraded || pods(evidence, key).stream().anyMatch(pod -> pod.isNew() && pod.isTroubled());
    }

    /**
     * Nothing has failed by the cluster's own count, which may take ten minutes, and yet it does not go on: nobody may make
     * its pods, or one that served has lost its probe. A pod that only starts slowly fails its probe as well, so that counts
     * only once the rollout was good.
     */
    private static boolean isHeldUp(Evidence evidence, ResourceKey key) {
        if (isHealthy(evidence, key)) {
            return false;
        }
        boolean wasGood = evidence.rollout().stage() == Rollout.Stage.HEALTHY;
        return !warnings(evidence, key, Refusal.NOT_MADE).isEmpty()
                || wasGood && !warnings(evidence, key, ProbeFailing.UNHEALTHY).isEmpty();
    }

    private static boolean isHealthy(Evidence evidence, ResourceKey key) {
        return health(evidence, key)
                .map(health -> health.status() == HealthStatus.HEALTHY || health.status() == HealthStatus.SUSPENDED)
                .orElse(true);
    }

    private static Optional<Health> health(Evidence evidence, ResourceKey key) {
        return evidence.members().stream()
                .filter(member -> member.key().equals(key))
                .findFirst()
                .flatMap(Member::health);
    }

    private static List<PodState> pods(Evidence evidence, ResourceKey workload) {
        return evidence.pods().stream()
                .filter(pod -> pod.workload().equals(workload))
                .toList();
    }
}
