package dev.fairway.web.operations;

import dev.fairway.diff.Comparer;
import dev.fairway.diff.ComparisonSettings;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.diff.UnifiedDiff;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one object was rendered then and is now; Secret values are fingerprints. */
record RenderedDiff(ResourceKey key, List<Line> lines) {

    /** One line with its number on either side; empty where it is not there. */
    record Line(String before, String after, String sign, String text, String cssClass) {}

    private static final IgnoreRules NOTHING_IGNORED = IgnoreRules.of(List.of(), ComparisonSettings.DEFAULT);

    /** Empty if it is the same. */
    static Optional<RenderedDiff> between(ResourceKey key, List<Manifest> before, List<Manifest> after) {
        Optional<Manifest> old = find(key, before);
        Optional<Manifest> wanted = find(key, after);
        if (wanted.isEmpty() || old.map(Manifest::tree).equals(wanted.map(Manifest::tree))) {
            return Optional.empty();
        }
        String diff = UnifiedDiff.of(Comparer.compare(wanted, wanted, old, NOTHING_IGNORED));
        return diff.isEmpty() ? Optional.empty() : Optional.of(new RenderedDiff(key, lines(diff)));
    }

    public long added() {
        return lines.stream().filter(line -> line.sign().equals("+")).count();
    }

    public long removed() {
        return lines.stream().filter(line -> line.sign().equals("−")).count();
    }

    /** Whether a word is in what was taken away and not in what came. */
    boolean removes(String word) {
        return hasWord("−", word) && !hasWord("+", word);
    }

    private boolean hasWord(String sign, String word) {
        return lines.stream()
                .filter(line -> line.sign().equals(sign))
                .anyMatch(line -> List.of(line.text().split("[^A-Za-z0-9_]+")).contains(word));
    }

    private static Optional<Manifest> find(ResourceKey key, List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(key.kind())
                        && manifest.name().equals(key.name())
                        && manifest.group().equals(key.group())
                        && (manifest.namespace().isEmpty()
                                || manifest.namespace().equals(key.namespace())))
                .findFirst();
    }

    private static List<Line> lines(String diff) {
        List<Line> lines = new ArrayList<>();
        int before = 0;
        int after = 0;
        for (String line : diff.split("\n")) {
            if (line.startsWith("@@")) {
                String[] places = line.split("[ ,]");
                before = Math.abs(Integer.parseInt(places[1]));
                after = Integer.parseInt(places[3].substring(1));
                if (!lines.isEmpty()) {
                    lines.add(new Line("", "", "", "⋯", "hunk"));
                }
            } else if (line.startsWith("-")) {
                lines.add(new Line(String.valueOf(before++), "", "−", line.substring(1), "del"));
            } else if (line.startsWith("+")) {
                lines.add(new Line("", String.valueOf(after++), "+", line.substring(1), "add"));
            } else if (line.startsWith(" ")) {
                lines.add(new Line(String.valueOf(before++), String.valueOf(after++), "", line.substring(1), ""));
            }
        }
        return lines;
    }
}
