package dev.fairway.web.query;

import dev.fairway.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The label selector of Kubernetes: {@code a=b,c==d,e!=f,g,!h,i in (j,k),l notin (m)}. */
record LabelSelector(List<Predicate<Map<String, String>>> terms) {

    private static final Pattern TERM = Pattern.compile(
            "(?<not>!?)\\s*(?<key>[A-Za-z0-9./_-]+)(?:\\s*(?<op>==|=|!=)\\s*(?<value>[A-Za-z0-9._-]*))?");

    private static final Pattern SET =
            Pattern.compile("(?<key>[A-Za-z0-9./_-]+)\\s+(?<op>in|notin)\\s*\\((?<values>[A-Za-z0-9._,\\s-]*)\\)");

    /** @throws dev.fairway.resource.ProblemException {@code InvalidParameter} */
    static LabelSelector parse(String text) {
        List<Predicate<Map<String, String>>> terms = new ArrayList<>();
        // A comma inside parentheses separates values.
        for (String part : text.split(",(?![^(]*\\))")) {
            String term = part.strip();
            if (!term.isEmpty()) {
                terms.add(term(term));
            }
        }
        return new LabelSelector(List.copyOf(terms));
    }

    private static Predicate<Map<String, String>> term(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            String key = set.group("key");
            Set<String> values =
                    Stream.of(set.group("values").split(",")).map(String::strip).collect(Collectors.toSet());
            boolean in = set.group("op").equals("in");
            return labels -> (labels.containsKey(key) && values.contains(labels.get(key))) == in;
        }
        Matcher one = TERM.matcher(term);
        boolean negated = one.matches() && one.group("not").equals("!");
        if (!one.matches() || negated && one.group("op") != null) {
            throw Problem.stalled(
                            "InvalidParameter",
                            "The selector %s cannot be read. It is a list like a=b,c!=d,e,!f,g in (h,i)."
                                    .formatted(term))
                    .asException();
        }
        String key = one.group("key");
        String op = one.group("op");
        if (op == null) {
            return labels -> labels.containsKey(key) != negated;
        }
        String value = one.group("value");
        return labels -> value.equals(labels.get(key)) != op.equals("!=");
    }

    boolean matches(Map<String, String> labels) {
        return terms.stream().allMatch(term -> term.test(labels));
    }
}
