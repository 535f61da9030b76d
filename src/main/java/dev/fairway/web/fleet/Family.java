package dev.fairway.web.fleet;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Order;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.query.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who made whom.
 *
 * @param roots applications that made others and were made by nobody, by name
 * @param circles applications that made each other, each circle once; they are nowhere among the roots
 * @param orphans applications whose parent does not exist
 * @param alone how many made nobody and were made by nobody
 */
record Family(List<Member> roots, List<List<ApplicationName>> circles, List<Entry> orphans, int alone) {

    /**
     * An application and all below it.
     *
     * @param children by name
     * @param unseen how many more it made, at any depth, that whoever looks may not see
     * @param below how many are in each state below it, at any depth
     * @param worst the most urgent of those that are not healthy, with the names from here to it
     * @param oldest the oldest commit here or below that is not healthy yet
     */
    record Member(
            Entry entry,
            List<Member> children,
            int unseen,
            Map<Urgency, Integer> below,
            Optional<Worst> worst,
            Optional<Instant> oldest) {

        int size() {
            return below.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    record Worst(Entry entry, List<String> path) {}

    static Family of(Picture picture) {
        Map<ApplicationName, List<Entry>> children = new HashMap<>();
        List<Entry> orphans = new ArrayList<>();
        for (Entry entry : picture.in(Order.NAME)) {
            entry.asked().parent().ifPresent(parent -> {
                if (picture.find(parent).isPresent()) {
                    children.computeIfAbsent(parent, name -> new ArrayList<>()).add(entry);
                } else if (!picture.isUnseenParent(parent)) {
                    orphans.add(entry);
                }
            });
        }
        Set<ApplicationName> reached = new HashSet<>();
        List<Member> roots = picture.in(Order.NAME).stream()
                .filter(entry -> entry.asked().parent().flatMap(picture::find).isEmpty()
                        && hasChildren(entry, children, picture))
                .map(entry -> member(entry, children, picture, reached))
                .toList();
        int alone = (int) picture.all().stream()
                .filter(entry -> entry.asked()
                                .parent()
                                .filter(parent -> !picture.isUnseenParent(parent))
                                .isEmpty()
                        && !hasChildren(entry, children, picture))
                .count();
        return new Family(roots, circles(picture, children.keySet(), reached), orphans, alone);
    }

    private static boolean hasChildren(Entry entry, Map<ApplicationName, List<Entry>> children, Picture picture) {
        return children.containsKey(entry.name()) || picture.unseenChildren(entry.name()) > 0;
    }

    private static Member member(
            Entry entry, Map<ApplicationName, List<Entry>> children, Picture picture, Set<ApplicationName> reached) {
        reached.add(entry.name());
        List<Member> members = children.getOrDefault(entry.name(), List.of()).stream()
                .map(child -> member(child, children, picture, reached))
                .toList();
        Map<Urgency, Integer> below = new EnumMap<>(Urgency.class);
        for (Member child : members) {
            below.merge(child.entry().urgency(), 1, Integer::sum);
            child.below().forEach((urgency, count) -> below.merge(urgency, count, Integer::sum));
        }
        int unseen = picture.unseenChildren(entry.name())
                + members.stream().mapToInt(Member::unseen).sum();
        return new Member(entry, members, unseen, below, worst(members), oldest(entry, members));
    }

    /** A child's own state counts before what is below it, if both are as bad. */
    private static Optional<Worst> worst(List<Member> members) {
        Comparator<Worst> order = Comparator.<Worst, Urgency>comparing(
                        worst -> worst.entry().urgency())
                .thenComparing(worst -> -worst.path().size());
        return members.stream()
                .flatMap(child -> {
                    List<Worst> candidates = new ArrayList<>();
                    if (child.entry().urgency() != Urgency.HEALTHY) {
                        candidates.add(new Worst(
                                child.entry(), List.of(child.entry().name().name())));
                    }
                    child.worst().ifPresent(below -> {
                        List<String> path = new ArrayList<>();
                        path.add(child.entry().name().name());
                        path.addAll(below.path());
                        candidates.add(new Worst(below.entry(), path));
                    });
                    return candidates.stream();
                })
                .min(order);
    }

    private static Optional<Instant> oldest(Entry entry, List<Member> members) {
        Optional<Instant> own = entry.urgency() == Urgency.HEALTHY
                ? Optional.empty()
                : entry.going().head().map(Entry.Head::committedAt);
        return java.util.stream.Stream.concat(own.stream(), members.stream().flatMap(child -> child.oldest().stream()))
                .min(Comparator.naturalOrder());
    }

    /** Whatever made others and hangs below no root goes round in a circle somewhere above. */
    private static List<List<ApplicationName>> circles(
            Picture picture, Set<ApplicationName> parents, Set<ApplicationName> reached) {
        List<List<ApplicationName>> circles = new ArrayList<>();
        Set<ApplicationName> seen = new HashSet<>(reached);
        for (ApplicationName start : parents.stream().sorted().toList()) {
            Set<ApplicationName> way = new LinkedHashSet<>();
            Optional<ApplicationName> at = Optional.of(start);
            while (at.isPresent() && !seen.contains(at.get()) && way.add(at.get())) {
                at = picture.find(at.get())
                        .flatMap(entry -> entry.asked().parent())
                        .filter(name -> picture.find(name).isPresent());
            }
            if (at.isPresent() && way.contains(at.get())) {
                List<ApplicationName> all = new ArrayList<>(way);
                circles.add(List.copyOf(all.subList(all.indexOf(at.get()), all.size())));
            }
            seen.addAll(way);
        }
        return circles;
    }

    /** By name, for whoever looks for one. */
    Map<ApplicationName, Member> members() {
        List<Member> all = new ArrayList<>();
        roots.forEach(root -> collect(root, all));
        return all.stream().collect(Collectors.toMap(member -> member.entry().name(), Function.identity()));
    }

    private static void collect(Member member, List<Member> all) {
        all.add(member);
        member.children().forEach(child -> collect(child, all));
    }
}
