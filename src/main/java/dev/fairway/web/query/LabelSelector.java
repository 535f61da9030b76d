package dev.fairway.web.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The equality-based label selector of Kubernetes: {@code a=b,c==d,e!=f,g,!h}. */
record LabelSelector(List<Predicate<Map<String, String>>> terms) {

    static LabelSelector parse(String text) {
        List<Predicate<Map<String, String>>> terms = new ArrayList<>();
        for (String part : text.split(",")) {
            String term = part.strip();
            if (!term.isEmpty()) {
                terms.add(term(term));
            }
        }
        return new LabelSelector(List.copyOf(terms));
    }

    private static Predicate<Map<String, String>> term(String term) {
        int unequal = term.indexOf("!=");
        if (unequal > 0) {
            String key = term.substring(0, unequal).strip();
            String value = term.substring(unequal + 2).strip();
            return labels -> !value.equals(labels.get(key));
        }
        int equal = term.indexOf('=');
        if (equal > 0) {
            String key = term.substring(0, equal).strip();
            String value = term.substring(equal + 1).replaceFirst("^=", "").strip();
            return labels -> value.equals(labels.get(key));
        }
        if (term.startsWith("!")) {
            String key = term.substring(1).strip();
            return labels -> !labels.containsKey(key);
        }
        return labels -> labels.containsKey(term);
    }

    boolean matches(Map<String, String> labels) {
        return terms.stream().allMatch(term -> term.test(labels));
    }
}
