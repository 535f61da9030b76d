package dev.fairway.diagnosis;

/** Other programs' words, as long as a sentence can bear. */
final class Quote {

    private static final int LONGEST = 240;

    private Quote() {}

    /** The first line, without a full stop at its end. */
    static String of(String words) {
        String line = words.strip().lines().findFirst().orElse("").strip();
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST).strip() + "…" : line;
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }

    /** What a server said, out of the sentence that was made around it: the words in the last pair of brackets. */
    static String ofServer(String words) {
        String line = words.strip();
        int open = line.indexOf(" (");
        return line.endsWith(")") && open > 0 ? of(line.substring(open + 2, line.length() - 1)) : of(line);
    }
}
