package dev.fairway.web.applications.tree;

import java.util.Comparator;
import java.util.List;

/** What is drawn as one box: an object, or several that need not be told apart. */
sealed interface Card {

    /** Names the card in addresses; stable as long as its objects are. */
    String id();

    List<Card> below();

    Relevance relevance();

    /** How many objects it stands for, all that hangs on it included. */
    int objects();

    /** One object. */
    record Single(Node node, boolean dimmed, List<Card> below) implements Card {
        @Override
        public String id() {
            return node.key().toString();
        }

        @Override
        public Relevance relevance() {
            return Relevance.of(node);
        }

        @Override
        public int objects() {
            return 1 + below.stream().mapToInt(Card::objects).sum();
        }
    }

    /** The pods of one controller that are not worth a card each. */
    record Pods(String id, List<Node> pods) implements Card {
        @Override
        public List<Card> below() {
            return List.of();
        }

        @Override
        public Relevance relevance() {
            return pods.stream()
                    .map(Relevance::of)
                    .min(Comparator.naturalOrder())
                    .orElse(Relevance.WORKLOAD);
        }

        @Override
        public int objects() {
            return pods.size();
        }
    }

    /** Objects of a kind that nobody has to see one by one. */
    record Fold(String id, String kind, String text, List<Node> folded) implements Card {
        @Override
        public List<Card> below() {
            return List.of();
        }

        @Override
        public Relevance relevance() {
            return Relevance.REST;
        }

        @Override
        public int objects() {
            return folded.size();
        }
    }

    /** What there was no room for. */
    record Hidden(String id, String text, int objects) implements Card {
        @Override
        public List<Card> below() {
            return List.of();
        }

        @Override
        public Relevance relevance() {
            return Relevance.REST;
        }
    }
}
