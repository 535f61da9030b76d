package dev.fairway.web.applications.tree;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All pods of an application in groups, the unhealthy first in each. */
record PodsPage(List<Group> groups, int all, int ready, String by) {

    /** @param href the page of what they belong to; empty if there is none */
    record Group(String title, String kind, String href, int ready, List<Tile> pods) {}

    record Tile(
            String name,
            String shortName,
            String href,
            Mark mark,
            String fact,
            String host,
            String label,
            boolean bad) {}

    private record Found(Node pod, Branch root) {}

    static PodsPage of(ApplicationName application, Forest forest, String by, Instant now) {
        List<Found> found = new ArrayList<>();
        for (Branch root : forest.roots()) {
            root.each(node -> {
                if (node.isPod()) {
                    found.add(new Found(node, root));
                }
            });
        }
        boolean byNode = by.equals("node");
        Map<String, List<Found>> groups = new TreeMap<>();
        found.forEach(each -> groups.computeIfAbsent(
                        byNode ? each.pod().host() : each.root().node().key().toString(), key -> new ArrayList<>())
                .add(each));
        return new PodsPage(
                groups.values().stream()
                        .map(members -> byNode ? onHost(application, members, now) : below(application, members, now))
                        .toList(),
                found.size(),
                ready(found),
                byNode ? "node" : "workload");
    }

    private static Group onHost(ApplicationName application, List<Found> members, Instant now) {
        String host = members.getFirst().pod().host();
        return new Group(
                host.isEmpty() ? "On no node yet" : host,
                host.isEmpty() ? "" : "Node",
                "",
                ready(members),
                tiles(application, members, now));
    }

    private static Group below(ApplicationName application, List<Found> members, Instant now) {
        Node root = members.getFirst().root().node();
        return new Group(
                root.key().name(),
                root.key().kind(),
                AppLink.to(application, root.key()),
                ready(members),
                tiles(application, members, now));
    }

    private static int ready(List<Found> members) {
        return (int) members.stream()
                .filter(each -> each.pod().mark().name().equals("healthy"))
                .count();
    }

    private static List<Tile> tiles(ApplicationName application, List<Found> members, Instant now) {
        return members.stream()
                .sorted(Comparator.comparing((Found each) -> Relevance.of(each.pod()))
                        .thenComparing(each -> each.pod().key().name()))
                .map(each -> tile(application, each, now))
                .toList();
    }

    private static Tile tile(ApplicationName application, Found found, Instant now) {
        Node pod = found.pod();
        String name = pod.key().name();
        String owner = found.root().node().key().name();
        String shortName = name.startsWith(owner + "-") ? "…" + name.substring(owner.length()) : name;
        return new Tile(
                name,
                shortName,
                AppLink.to(application, pod.key()),
                pod.mark(),
                pod.fact(now),
                pod.host(),
                "Pod %s, %s, %s".formatted(name, pod.mark().text(), pod.fact(now)),
                pod.isFailing());
    }
}
