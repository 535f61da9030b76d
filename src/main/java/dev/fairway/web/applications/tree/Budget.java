package dev.fairway.web.applications.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses which cards are drawn when there are too many. The most relevant come first, never without what they hang on, and
 * no parent may take everything. What is left out is named where it would have been.
 *
 * @param most how many cards
 * @param mostOfOneParent how many of them below the same parent, as long as others wait
 * @param opened ids of parents whose cards a person asked for: they come first, and all of them
 */
record Budget(int most, int mostOfOneParent, Set<String> opened) {

    static final int USUAL = 200;
    static final int HIGHEST = 1000;
    private static final int USUAL_OF_ONE_PARENT = 60;

    /** Before the id of a parent: its hidden cards. */
    static final String MORE = "more:";

    private record Candidate(Card card, String parent, List<Card> ancestors, int order) {}

    /** More room when a person has opened a group, since that is what they want to see. */
    static Budget of(Set<String> opened) {
        return new Budget(opened.isEmpty() ? USUAL : HIGHEST, USUAL_OF_ONE_PARENT, opened);
    }

    List<Band> spend(List<Band> bands) {
        List<Candidate> candidates = new ArrayList<>();
        bands.forEach(band -> collect(band.cards(), band.id(), List.of(), candidates));
        if (candidates.size() <= most) {
            return bands;
        }
        Set<Card> chosen = choose(candidates);
        return bands.stream()
                .map(band -> band.with(kept(band.cards(), band.id(), chosen)))
                .toList();
    }

    private static void collect(List<Card> cards, String parent, List<Card> ancestors, List<Candidate> candidates) {
        for (Card card : cards) {
            candidates.add(new Candidate(card, parent, ancestors, candidates.size()));
            if (!card.below().isEmpty()) {
                List<Card> path = new ArrayList<>(ancestors);
                path.add(card);
                collect(card.below(), card.id(), path, candidates);
            }
        }
    }

    private Set<Card> choose(List<Candidate> candidates) {
        Set<Card> chosen = identities();
        Map<String, Integer> spent = new HashMap<>();
        List<Candidate> ranked = candidates.stream()
                .sorted(Comparator.comparing((Candidate candidate) -> !isOpened(candidate.parent()))
                        .thenComparing(candidate -> candidate.card().relevance())
                        .thenComparing(Candidate::order))
                .toList();
        for (Candidate candidate : ranked) {
            List<Card> needed = new ArrayList<>(candidate.ancestors());
            needed.add(candidate.card());
            needed.removeIf(chosen::contains);
            boolean full =
                    !isOpened(candidate.parent()) && spent.getOrDefault(candidate.parent(), 0) >= mostOfOneParent;
            if (!needed.isEmpty() && !full && chosen.size() + needed.size() <= most) {
                chosen.addAll(needed);
                spent.merge(candidate.parent(), 1, Integer::sum);
            }
        }
        return chosen;
    }

    /** Cards are told apart by being that very card: comparing their content would walk whole trees. */
    private static Set<Card> identities() {
        return java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private boolean isOpened(String parent) {
        return opened.contains(MORE + parent);
    }

    private static List<Card> kept(List<Card> cards, String parent, Set<Card> chosen) {
        List<Card> kept = new ArrayList<>();
        List<Card> dropped = new ArrayList<>();
        for (Card card : cards) {
            if (!chosen.contains(card)) {
                dropped.add(card);
            } else if (card instanceof Card.Single single) {
                kept.add(new Card.Single(single.node(), single.dimmed(), kept(card.below(), card.id(), chosen)));
            } else {
                kept.add(card);
            }
        }
        if (!dropped.isEmpty()) {
            int objects = dropped.stream().mapToInt(Card::objects).sum();
            kept.add(new Card.Hidden(MORE + parent, text(objects, dropped), objects));
        }
        return kept;
    }

    private static String text(int objects, List<Card> dropped) {
        Set<String> kinds = new HashSet<>();
        for (Card card : dropped) {
            kinds.add(
                    card instanceof Card.Single single && single.below().isEmpty()
                            ? single.node().key().kind()
                            : "");
        }
        String kind = kinds.iterator().next();
        return "%,d more %s".formatted(objects, kinds.size() > 1 || kind.isEmpty() ? "objects" : kind + "s");
    }
}
