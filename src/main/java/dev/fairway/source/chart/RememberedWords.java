package dev.fairway.source.chart;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What images said, as long as all of it is not too much; what was not asked for longest goes first. */
final class RememberedWords {

    /** What an entry costs beside its characters. */
    private static final int ENTRY = 100;

    private final int most;
    private final int longest;
    private final Map<String, Map<String, String>> words = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    /**
     * @param most characters of all images
     * @param longest characters of one image; more are not remembered
     */
    RememberedWords(int most, int longest) {
        this.most = most;
        this.longest = longest;
    }

    synchronized Optional<Map<String, String>> of(String image) {
        return Optional.ofNullable(words.get(image));
    }

    synchronized void keep(String image, Map<String, String> said) {
        long length = length(image, said);
        if (length > longest) {
            return;
        }
        Map<String, String> before = words.put(image, said);
        size += length - (before == null ? 0 : length(image, before));
        Iterator<Map.Entry<String, Map<String, String>>> eldest =
                words.entrySet().iterator();
        while (size > most) {
            Map.Entry<String, Map<String, String>> gone = eldest.next();
            size -= length(gone.getKey(), gone.getValue());
            eldest.remove();
        }
    }

    private static long length(String image, Map<String, String> said) {
        return image.length()
                + ENTRY
                + said.entrySet().stream()
                        .mapToLong(word ->
                                ENTRY + word.getKey().length() + word.getValue().length())
                        .sum();
    }
}
