package dev.fairway.web.applications.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts together what need not be told apart. Whatever stands out keeps a card of its own, and a person can open every group.
 *
 * @param opened which groups, by their ids, are shown one by one
 */
record Grouping(Predicate<String> opened) {

    /** So many unhealthy pods of a controller get a card each; the rest is counted. */
    static final int WORST_PODS = 5;

    private static final int MOST_OF_A_KIND = 3;
    private static final int LEAST_OF_ACCESS = 3;

    List<Band> bands(Forest forest) {
        Map<Place, List<Branch>> waves = forest.roots().stream()
                .collect(Collectors.groupingBy(branch -> branch.node().place(), TreeMap::new, Collectors.toList()));
        return waves.entrySet().stream()
                .map(wave -> Band.of(wave.getKey(), roots(Band.id(wave.getKey()), wave.getValue())))
                .toList();
    }

    private List<Card> roots(String wave, List<Branch> roots) {
        List<Branch> rest = new ArrayList<>(roots);
        List<Card> folds = new ArrayList<>();
        List<Node> access = leaves(roots, Node::isAccess);
        if (access.size() >= LEAST_OF_ACCESS) {
            fold(wave + ":access", "RBAC", access.size() + " access resources", access, rest, folds);
        }
        Map<String, List<Node>> configuration = leaves(roots, Node::isConfiguration).stream()
                .collect(Collectors.groupingBy(node -> node.key().kind(), TreeMap::new, Collectors.toList()));
        configuration.forEach((kind, nodes) -> {
            if (nodes.size() > MOST_OF_A_KIND) {
                fold(wave + ":" + kind, kind, nodes.size() + " " + kind + "s", nodes, rest, folds);
            }
        });
        List<Card> cards = new ArrayList<>(rest.stream().map(this::card).toList());
        cards.addAll(folds);
        return cards;
    }

    private void fold(String id, String kind, String text, List<Node> nodes, List<Branch> rest, List<Card> folds) {
        if (opened.test(id)) {
            return;
        }
        rest.removeIf(branch -> nodes.contains(branch.node()));
        folds.add(new Card.Fold(id, kind, text, nodes));
    }

    private static List<Node> leaves(List<Branch> branches, Predicate<Node> wanted) {
        return branches.stream()
                .filter(branch -> branch.below().isEmpty())
                .map(Branch::node)
                .filter(node -> wanted.test(node) && !node.standsOut())
                .toList();
    }

    private Card card(Branch branch) {
        return new Card.Single(
                branch.node(), branch.dimmed(), below(branch.node().key().toString(), branch.below()));
    }

    private List<Card> below(String owner, List<Branch> branches) {
        List<Branch> rest = new ArrayList<>(branches);
        List<Card> folds = new ArrayList<>();
        List<Node> old = leaves(branches, Node::isOldRevision);
        int newest = branches.stream()
                .mapToInt(branch -> branch.node().revision())
                .max()
                .orElse(0);
        List<Node> older = old.stream().filter(node -> node.revision() < newest).toList();
        if (!older.isEmpty()) {
            String text = older.size() == 1 ? "1 older revision" : older.size() + " older revisions";
            fold("old:" + owner, "ReplicaSets", text, older, rest, folds);
        }
        List<Node> finished = branches.stream()
                .map(Branch::node)
                .filter(node -> node.isFinishedJob() && !node.standsOut() && owner.contains("/CronJob/"))
                .toList();
        if (finished.size() > 1) {
            fold("jobs:" + owner, "Jobs", finished.size() + " completed jobs", finished, rest, folds);
        }
        List<Card> cards = new ArrayList<>(pods("pods:" + owner, rest));
        rest.stream().map(this::card).forEach(cards::add);
        cards.addAll(folds);
        return cards;
    }

    /** Takes the pods out of the branches: the worst as cards, the others together. */
    private List<Card> pods(String id, List<Branch> rest) {
        List<Branch> pods =
                rest.stream().filter(branch -> branch.node().isPod()).toList();
        if (pods.size() < 2 || opened.test(id)) {
            return List.of();
        }
        List<Branch> worst = pods.stream()
                .filter(branch -> branch.node().standsOut())
                .sorted(Comparator.comparing(branch -> Relevance.of(branch.node())))
                .limit(WORST_PODS)
                .toList();
        List<Node> others = pods.stream()
                .filter(branch -> !worst.contains(branch))
                .map(Branch::node)
                .toList();
        rest.removeAll(pods);
        List<Card> cards = new ArrayList<>(worst.stream().map(this::card).toList());
        if (!others.isEmpty()) {
            cards.add(new Card.Pods(id, others));
        }
        return cards;
    }
}
