package dev.fairway.web.applications.resource;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The head and the summary of one object.
 *
 * @param subject its kind and place, above its name
 * @param encodedKey names it in a query
 * @param managed Git writes it
 * @param sentences how it does and why, the most telling first
 * @param tone the colour of the first sentence
 * @param events newest first
 * @param eventsKnown an empty list of events means that there are none
 */
record ResourcePage(
        ResourceKey key,
        String name,
        String kind,
        String subject,
        String href,
        String encodedKey,
        String logs,
        Mark health,
        Optional<Mark> sync,
        boolean managed,
        boolean live,
        String tone,
        List<String> sentences,
        List<ContainerView> containers,
        List<EventView> events,
        boolean eventsKnown,
        List<Fact> facts,
        List<Offer> offers) {

    private static final int EVENTS_IN_SUMMARY = 8;

    /**
     * Everything there is to know about an object.
     *
     * @param unread it is there, as far as is known, and could not be read
     * @param eventsKnown its events could be read
     */
    record Material(
            ApplicationName application,
            ResourceKey key,
            Optional<Manifest> live,
            boolean unread,
            Optional<TreeNode> node,
            Optional<ResourceStatus> managed,
            List<Manifest> events,
            boolean eventsKnown) {}

    static ResourcePage of(Material material, Instant now) {
        ResourceKey key = material.key();
        String href = AppLink.to(material.application(), key);
        Optional<Health> health = material.node().flatMap(TreeNode::health);
        List<ContainerView> containers = material.live()
                .filter(object -> object.kind().equals("Pod"))
                .map(pod -> ContainerView.of(pod.tree(), now))
                .orElse(List.of());
        List<EventView> events = EventView.of(material.events(), now);
        Mark mark = mark(material, health);
        return new ResourcePage(
                key,
                key.name(),
                key.kind(),
                key.kind() + (key.namespace().isEmpty() ? " · cluster-wide" : " · namespace " + key.namespace()),
                href,
                AppLink.encoded(key.toString()),
                hasLogs(key) ? AppLink.to(material.application()) + "/logs?of=" + AppLink.encoded(key.toString()) : "",
                mark,
                material.managed().filter(resource -> !resource.hook()).map(ResourcePage::sync),
                material.managed().isPresent(),
                material.live().isPresent(),
                mark.tone(),
                sentences(material, health, containers),
                containers,
                events,
                material.eventsKnown(),
                material.live()
                        .map(object -> Facts.of(
                                material.application(),
                                object,
                                material.node().map(TreeNode::parents).orElse(List.of()),
                                now))
                        .orElse(List.of()),
                material.live().map(Offer::of).orElse(List.of()));
    }

    public List<EventView> latestEvents() {
        return events.stream().limit(EVENTS_IN_SUMMARY).toList();
    }

    /** The container whose previous run tells most; empty if none has crashed. */
    Optional<ContainerView> crashed() {
        return containers.stream().filter(ContainerView::crashed).findFirst();
    }

    private static boolean hasLogs(ResourceKey key) {
        return switch (key.kind()) {
            case "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob" -> true;
            default -> false;
        };
    }

    private static Mark mark(Material material, Optional<Health> health) {
        if (material.unread()) {
            return health.map(known -> Mark.of(known.status())).orElse(Mark.of(HealthStatus.UNKNOWN));
        }
        if (material.live().isEmpty()) {
            return new Mark("missing", "miss", "Missing");
        }
        if (material.live().get().isBeingDeleted()) {
            return Mark.TERMINATING;
        }
        return health.map(known -> Mark.of(known.status())).orElse(new Mark("healthy", "ok", "Present"));
    }

    private static Mark sync(ResourceStatus resource) {
        if (resource.requiresPruning()) {
            return Mark.WILL_PRUNE;
        }
        return resource.missing() ? Mark.MISSING_LIVE : Mark.of(resource.sync());
    }

    private static List<String> sentences(Material material, Optional<Health> health, List<ContainerView> containers) {
        if (material.unread()) {
            return List.of("It could not be read just now, so nothing is said of it but what was seen last.");
        }
        if (material.live().isEmpty()) {
            return List.of("There is no such object in the cluster. If Git has it, the next sync creates it.");
        }
        Manifest object = material.live().get();
        if (object.isBeingDeleted()) {
            List<String> finalizers = object.at("/metadata/finalizers")
                    .valueStream()
                    .map(finalizer -> finalizer.asString(""))
                    .toList();
            return List.of("It is being deleted"
                    + (finalizers.isEmpty() ? "." : " and waits for " + String.join(", ", finalizers) + "."));
        }
        List<String> said = new java.util.ArrayList<>();
        containers.stream()
                .sorted(java.util.Comparator.comparing(
                        container -> !container.state().tone().equals("bad")))
                .map(ContainerView::sentence)
                .forEach(said::add);
        boolean told = !said.isEmpty();
        health.map(Health::message)
                .filter(message -> !message.isEmpty() && !told)
                .ifPresent(said::add);
        unscheduled(object).ifPresent(said::addFirst);
        material.managed()
                .map(ResourceStatus::message)
                .filter(message -> !message.isEmpty() && !said.contains(message))
                .ifPresent(said::add);
        return said;
    }

    private static Optional<String> unscheduled(Manifest pod) {
        return pod.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("PodScheduled")
                        && condition.path("status").asString("").equals("False"))
                .map(condition ->
                        "No node takes it: " + condition.path("message").asString("no reason is given") + ".")
                .findFirst();
    }
}
