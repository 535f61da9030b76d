package dev.fairway.access.policy;

import dev.fairway.access.policy.PolicyLine.Membership;
import dev.fairway.access.policy.PolicyLine.Permission;
import dev.fairway.tenancy.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A policy as text, read as a whole.
 *
 * @param lines what was understood, in its order
 * @param mistakes what was not; with any of them the text should not be used
 */
public record PolicyText(List<PolicyLine> lines, List<Mistake> mistakes) {

    /** Longest text, in characters. */
    public static final int LONGEST = 200_000;

    private static final int MOST_LINES = 5_000;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_MISTAKES = 50;

    /**
     * A line that is not understood.
     *
     * @param number the first line is 1
     * @param text what is wrong with it, and what would be right
     */
    public record Mistake(int number, String text) {}

    /** Reads a text that people wrote. */
    public static PolicyText read(String text) {
        return read(text, number -> "line %d of the policy".formatted(number));
    }

    static PolicyText read(String text, IntFunction<String> origin) {
        if (text.length() > LONGEST) {
            return new PolicyText(
                    List.of(), List.of(new Mistake(1, "The policy is longer than %d characters.".formatted(LONGEST))));
        }
        List<PolicyLine> lines = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        List<String> all = text.lines().toList();
        if (all.size() > MOST_LINES) {
            mistakes.add(new Mistake(MOST_LINES + 1, "The policy has more than %d lines.".formatted(MOST_LINES)));
        }
        IntStream.range(0, Math.min(all.size(), MOST_LINES)).forEach(i -> {
            String line = all.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            Reading reading = read(line, origin.apply(i + 1), i + 1);
            reading.line().ifPresent(lines::add);
            reading.mistake().filter(mistake -> mistakes.size() < MOST_MISTAKES).ifPresent(mistakes::add);
        });
        return new PolicyText(List.copyOf(lines), List.copyOf(mistakes));
    }

    private record Reading(Optional<PolicyLine> line, Optional<Mistake> mistake) {}

    private static Reading read(String line, String origin, int number) {
        if (line.length() > LONGEST_LINE) {
            return wrong(number, "The line is longer than %d characters.".formatted(LONGEST_LINE));
        }
        List<String> words = words(line);
        return switch (words.getFirst()) {
            case "p" -> permission(words, origin, number);
            case "g" -> membership(words, origin, number);
            default -> wrong(number, "A line begins with p (a permission) or g (who has a role).");
        };
    }

    private static Reading permission(List<String> words, String origin, int number) {
        if (words.size() != 6) {
            return wrong(
                    number,
                    "A permission has six parts: p, subject, resource, action, object, allow or deny. This one has %d."
                            .formatted(words.size()));
        }
        String subject = words.get(1);
        String resource = words.get(2);
        if (subject.isEmpty() || words.get(3).isEmpty() || words.get(4).isEmpty()) {
            return wrong(number, "Subject, action and object may not be empty.");
        }
        if (!Glob.isPattern(resource) && Resource.of(resource).isEmpty()) {
            return wrong(number, "There is no resource of this name. Known are: %s.".formatted(known()));
        }
        if (!words.get(5).equals("allow") && !words.get(5).equals("deny")) {
            return wrong(number, "The last part is allow or deny.");
        }
        for (String pattern : words.subList(2, 5)) {
            if (!Glob.isValid(pattern)) {
                return wrong(number, "A pattern in it is not valid: check its brackets.");
            }
        }
        return right(new Permission(
                subject, resource, words.get(3), words.get(4), words.get(5).equals("allow"), origin));
    }

    private static Reading membership(List<String> words, String origin, int number) {
        if (words.size() != 3 && words.size() != 4) {
            return wrong(
                    number,
                    "Who has a role is said in three parts: g, user or group, role; a fourth limits it to a project. This one has %d."
                            .formatted(words.size()));
        }
        String project = words.size() == 4 ? words.get(3) : Need.ALL;
        if (words.get(1).isEmpty() || words.get(2).isEmpty() || project.isEmpty()) {
            return wrong(number, "None of its parts may be empty.");
        }
        if (!words.get(2).startsWith("role:") && !words.get(2).startsWith("proj:")) {
            return wrong(number, "A role is written role:name, or proj:project:name for one of a project.");
        }
        if (!Glob.isValid(project)) {
            return wrong(number, "The pattern of its project is not valid: check its brackets.");
        }
        return right(new Membership(words.get(1), words.get(2), project, origin));
    }

    private static Reading right(PolicyLine line) {
        return new Reading(Optional.of(line), Optional.empty());
    }

    private static Reading wrong(int number, String text) {
        return new Reading(Optional.empty(), Optional.of(new Mistake(number, text)));
    }

    private static String known() {
        return String.join(
                ", ",
                java.util.stream.Stream.of(Resource.values())
                        .map(Resource::word)
                        .toList());
    }

    /** Split at commas; a part in double quotes may hold some. What follows a # after a space is a remark. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                words.add(word.toString().strip());
                word.setLength(0);
            } else if (c == '#' && !quoted && i > 0 && Character.isWhitespace(line.charAt(i - 1))) {
                break;
            } else {
                word.append(c);
            }
        }
        words.add(word.toString().strip());
        return words;
    }
}
