package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Figures;
import dev.fairway.metrics.figures.History;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Landed;
import dev.fairway.metrics.figures.Reach;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What can be counted by itself. Never changes; a new fact makes another one of it.
 *
 * @param packed its facts, oldest telling first
 * @param sites where they happened
 * @param marks hashes of the ids and commits in it, sorted: what is not among them is not in it
 * @param views what it comes to, by environment; {@link Site#PRODUCTION} always
 * @param parts what was asked of a part of it
 */
record Strand(List<byte[]> packed, Set<Site> sites, int[] marks, Map<String, View> views, Parts parts) {

    /** As many tellings are kept one behind the other before they are packed as one. */
    private static final int MOST = 32;

    static final Strand EMPTY = new Strand(List.of(), Set.of(), new int[0], Map.of(), new Parts());

    /**
     * What one environment of it comes to.
     *
     * @param ties of incidents to it
     * @param counted the incidents that count here
     */
    record View(Count count, Map<Incident, Reach> ties, Set<Incident> counted) {

        static final View NOTHING = new View(Count.NOTHING, Map.of(), Set.of());
    }

    Bundle facts() {
        Bundle facts = new Bundle();
        packed.forEach(each -> facts.putAll(Unpacking.unpack(each)));
        return facts;
    }

    Strand plus(Bundle told) {
        List<byte[]> more = new ArrayList<>(packed);
        more.add(Packing.pack(told));
        if (more.size() > MOST) {
            Bundle all = facts();
            all.putAll(told);
            more = List.of(Packing.pack(all));
        }
        Set<Site> where = new LinkedHashSet<>(sites);
        told.deployed().values().forEach(each -> where.add(new Site(each.fact().place(), each.project())));
        told.synced().values().forEach(each -> where.add(new Site(each.fact().place(), each.project())));
        return new Strand(List.copyOf(more), where, merged(marks, marks(told)), views, new Parts());
    }

    /** The same facts with every text once. */
    Strand asOne() {
        return packed.size() < 2 ? this : new Strand(List.of(Packing.pack(facts())), sites, marks, views, parts);
    }

    /** Two that turned out to be one. */
    Strand with(Strand other) {
        List<byte[]> both = new ArrayList<>(packed);
        both.addAll(other.packed);
        Set<Site> where = new LinkedHashSet<>(sites);
        where.addAll(other.sites);
        return new Strand(List.copyOf(both), where, merged(marks, other.marks), Map.of(), new Parts());
    }

    private static int[] marks(Bundle told) {
        return Stream.concat(
                        told.deployed().values().stream()
                                .flatMap(each -> Stream.concat(
                                        Stream.concat(Stream.of(each.fact().id()), each.fact().operation().stream()),
                                        each.fact().changes().stream().map(change -> Incident.mark(change.sha())))),
                        told.synced().keySet().stream())
                .mapToInt(String::hashCode)
                .distinct()
                .sorted()
                .toArray();
    }

    private static int[] merged(int[] one, int[] other) {
        if (one.length == 0) {
            return other;
        }
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        int kept = 0;
        for (int each : all) {
            if (kept == 0 || all[kept - 1] != each) {
                all[kept++] = each;
            }
        }
        return Arrays.copyOf(all, kept);
    }

    /** Whether something of that id may be in it. */
    boolean mayHold(String id) {
        return !id.isEmpty() && Arrays.binarySearch(marks, id.hashCode()) >= 0;
    }

    /** Whether an incident may be tied to it. */
    boolean mayConcern(Incident incident) {
        return mayHold(incident.deployment())
                || mayHold(incident.operation())
                || mayHold(Incident.mark(incident.commit()))
                || incident.linked().stream().anyMatch(this::mayHold)
                || sites.stream().anyMatch(site -> incident.isAbout(site.place()));
    }

    /** Every environment that it has, production first. */
    Set<String> environments() {
        Set<String> all = new LinkedHashSet<>();
        all.add(Site.PRODUCTION);
        sites.forEach(site -> all.add(site.place().environment()));
        return all;
    }

    /** What of it lands in each environment. Environments of the same sites share what they come to. */
    Map<String, Landed> landed(Function<String, List<Reclassified>> words) {
        Bundle facts = facts();
        List<Reclassified> said = said(facts, words);
        Map<Set<Site>, Landed> bySites = new HashMap<>();
        Map<String, Landed> landed = new LinkedHashMap<>();
        for (String environment : environments()) {
            Set<Site> inside = in(environment, any -> true);
            landed.put(environment, bySites.computeIfAbsent(inside, chosen -> Landed.of(history(facts, chosen, said))));
        }
        return landed;
    }

    Set<Site> in(String environment, Predicate<Site> chosen) {
        Set<Site> inside = new LinkedHashSet<>();
        sites.stream()
                .filter(site -> site.isIn(environment) && chosen.test(site))
                .forEach(inside::add);
        return inside;
    }

    View view(String environment) {
        return views.getOrDefault(environment, View.NOTHING);
    }

    /** What a part of it comes to. */
    Count count(String environment, Set<Site> chosen, Function<String, List<Reclassified>> words, Rules rules) {
        return chosen.equals(in(environment, any -> true))
                ? view(environment).count()
                : parts.of(environment, chosen, () -> Count.of(figures(environment, chosen, words, rules)));
    }

    /** The figures of a part of it, in full; incidents count where they count in the whole. */
    Figures figures(String environment, Set<Site> chosen, Function<String, List<Reclassified>> words, Rules rules) {
        Bundle facts = facts();
        Landed landed = Landed.of(history(facts, chosen, said(facts, words)));
        View view = view(environment);
        return landed.figures(
                view.counted().stream()
                        .filter(incident -> landed.reach(incident, rules)
                                .equals(Optional.ofNullable(view.ties().get(incident))))
                        .toList(),
                rules);
    }

    private static List<Reclassified> said(Bundle facts, Function<String, List<Reclassified>> words) {
        return Stream.concat(facts.deployed().keySet().stream(), facts.synced().keySet().stream())
                .distinct()
                .flatMap(id -> words.apply(id).stream())
                .toList();
    }

    private static History history(Bundle facts, Set<Site> chosen, List<Reclassified> said) {
        return new History(
                facts.deployed(chosen::contains),
                facts.synced(chosen::contains),
                List.copyOf(facts.degraded()),
                List.of(),
                said);
    }

    Strand counted(Map<String, View> counts) {
        return new Strand(packed, sites, marks, Map.copyOf(counts), new Parts());
    }

    long bytes() {
        return packed.stream().mapToLong(each -> each.length).sum() + 4L * marks.length;
    }
}
