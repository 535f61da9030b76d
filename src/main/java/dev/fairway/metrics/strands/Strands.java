package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Landed;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Reach;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Rules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All strands. One thread tells at a time; what {@link #all} gives never changes and is anyone's.
 */
public final class Strands {

    /** What lands in so many strands is held while their incidents are sorted out; of more it is worked out again. */
    private static final int HELD = 8;

    private final Rules rules;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, List<Reclassified>> words = new HashMap<>();
    private volatile Everything all;

    public Strands(Rules rules) {
        this.rules = rules;
        this.all = new Everything(rules, List.of(), List.of(), Map.of(), Map.of());
    }

    /** Where a strand is, and under which names of applications and services it is found. */
    private static final class Slot {
        private Strand strand = Strand.EMPTY;
        private final Set<String> names = new HashSet<>();
    }

    /** As of the last telling. */
    public Everything all() {
        return all;
    }

    /** Takes facts without counting them yet; {@link #count} does that. For when there is very much to tell. */
    public void take(News news) {
        keep(news);
    }

    /** Counts everything. */
    public void count() {
        Set<Slot> every = everySlot();
        every.forEach(slot -> slot.strand = slot.strand.asOne());
        count(every);
    }

    /** Takes facts and counts anew what they are about. */
    public void tell(News news) {
        if (!news.isEmpty()) {
            count(keep(news));
        }
    }

    private Set<Slot> everySlot() {
        return identities(slots.values());
    }

    private static Set<Slot> identities(Iterable<Slot> slots) {
        Set<Slot> all = Collections.newSetFromMap(new IdentityHashMap<>());
        slots.forEach(all::add);
        return all;
    }

    /** The strands that are not what they were. */
    private Set<Slot> keep(News news) {
        news.deployed().forEach(each -> join(each.fact().place()));
        news.synced().forEach(each -> join(each.fact().place()));
        news.degraded().forEach(each -> slot(application(each.application())));
        Map<Slot, Bundle> told = new IdentityHashMap<>();
        news.deployed()
                .forEach(each -> bundle(told, each.fact().place().application()).put(each));
        news.synced()
                .forEach(each -> bundle(told, each.fact().place().application()).putSynced(each));
        for (Degraded each : news.degraded()) {
            bundle(told, each.application()).degraded().add(each);
        }
        told.forEach((slot, bundle) -> slot.strand = slot.strand.plus(bundle));
        Set<Slot> touched = identities(told.keySet());
        news.words().forEach(word -> word(word, touched));
        news.incidents().forEach(incident -> incident(incident, touched));
        return touched;
    }

    private static String application(String name) {
        return "application " + name;
    }

    private static String service(Place place) {
        return "service " + place.service();
    }

    private Bundle bundle(Map<Slot, Bundle> told, String application) {
        return told.computeIfAbsent(slot(application(application)), any -> new Bundle());
    }

    private Slot slot(String name) {
        return slots.computeIfAbsent(name, any -> {
            Slot slot = new Slot();
            slot.names.add(name);
            return slot;
        });
    }

    private void join(Place place) {
        Slot one = slot(application(place.application()));
        Slot other = slot(service(place));
        if (one != other) {
            one.strand = one.strand.with(other.strand);
            one.names.addAll(other.names);
            other.names.forEach(name -> slots.put(name, one));
        }
    }

    private void word(Reclassified word, Set<Slot> touched) {
        List<Reclassified> said = words.getOrDefault(word.deployment(), List.of());
        if (!said.contains(word)) {
            List<Reclassified> more = new ArrayList<>(said);
            more.add(word);
            words.put(word.deployment(), List.copyOf(more));
            everySlot().stream()
                    .filter(slot -> slot.strand.mayHold(word.deployment()))
                    .forEach(touched::add);
        }
    }

    private void incident(Incident incident, Set<Slot> touched) {
        Optional<Incident> before = Optional.ofNullable(incidents.put(incident.id(), incident));
        if (before.filter(incident::equals).isEmpty()) {
            everySlot().stream()
                    .filter(slot -> slot.strand.mayConcern(incident)
                            || before.filter(slot.strand::mayConcern).isPresent())
                    .forEach(touched::add);
        }
    }

    private void count(Set<Slot> touched) {
        Map<Slot, Map<String, Landed>> held = new IdentityHashMap<>();
        Map<Slot, Map<String, Map<Incident, Reach>>> ties = new IdentityHashMap<>();
        for (Slot slot : touched) {
            ties.put(slot, ties(slot, touched.size() <= HELD ? held : new IdentityHashMap<>()));
        }
        Map<String, Map<String, Reach>> strongest = new HashMap<>();
        for (Slot slot : everySlot()) {
            ties.computeIfAbsent(slot, Strands::known)
                    .forEach((environment, of) -> of.forEach((incident, reach) -> strongest
                            .computeIfAbsent(environment, any -> new HashMap<>())
                            .merge(incident.id(), reach, (a, b) -> a.compareTo(b) <= 0 ? a : b)));
        }
        for (Slot slot : everySlot()) {
            count(slot, touched.contains(slot), ties.getOrDefault(slot, Map.of()), strongest, held);
        }
        all = new Everything(
                rules,
                everySlot().stream().map(slot -> slot.strand).toList(),
                List.copyOf(incidents.values()),
                strongest.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> Set.copyOf(each.getValue().keySet()))),
                Map.copyOf(words));
    }

    private static Map<String, Map<Incident, Reach>> known(Slot slot) {
        return slot.strand.views().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().ties()));
    }

    /** How incidents are tied to a strand, by environment. */
    private Map<String, Map<Incident, Reach>> ties(Slot slot, Map<Slot, Map<String, Landed>> held) {
        List<Incident> near =
                incidents.values().stream().filter(slot.strand::mayConcern).toList();
        if (near.isEmpty()) {
            return Map.of();
        }
        Map<String, Landed> landed = slot.strand.landed(this::words);
        held.put(slot, landed);
        Map<String, Map<Incident, Reach>> ties = new HashMap<>();
        landed.forEach((environment, each) -> {
            Map<Incident, Reach> found = new LinkedHashMap<>();
            near.forEach(incident -> each.reach(incident, rules).ifPresent(reach -> found.put(incident, reach)));
            ties.put(environment, found);
        });
        return ties;
    }

    private List<Reclassified> words(String deployment) {
        return words.getOrDefault(deployment, List.of());
    }

    private void count(
            Slot slot,
            boolean touched,
            Map<String, Map<Incident, Reach>> ties,
            Map<String, Map<String, Reach>> strongest,
            Map<Slot, Map<String, Landed>> held) {
        Map<String, Set<Incident>> counted = new HashMap<>();
        ties.forEach((environment, of) -> counted.put(
                environment,
                of.entrySet().stream()
                        .filter(each -> strongest
                                        .getOrDefault(environment, Map.of())
                                        .get(each.getKey().id())
                                == each.getValue())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
        boolean same = slot.strand.views().entrySet().stream()
                .allMatch(each -> each.getValue().counted().equals(counted.getOrDefault(each.getKey(), Set.of())));
        if (touched || !same) {
            Map<String, Landed> landed =
                    Optional.ofNullable(held.get(slot)).orElseGet(() -> slot.strand.landed(this::words));
            Map<Landed, Map<Set<Incident>, Count>> made = new IdentityHashMap<>();
            Map<String, Strand.View> views = new HashMap<>();
            landed.forEach((environment, each) -> {
                Set<Incident> here = counted.getOrDefault(environment, Set.of());
                Count count = made.computeIfAbsent(each, any -> new HashMap<>())
                        .computeIfAbsent(here, any -> Count.of(each.figures(List.copyOf(here), rules)));
                views.put(environment, new Strand.View(count, ties.getOrDefault(environment, Map.of()), here));
            });
            slot.strand = slot.strand.counted(views);
        }
    }
}
