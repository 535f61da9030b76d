package dev.fairway.web.list;

import java.util.ArrayList;
import java.util.List;

/**
 * How a page's rows would differ if it were made now. They are not moved under a person's hands: the page says how many
 * would come, go or move, and offers to apply it.
 */
record OrderNews(String topic, int changes, String href) {

    /** Rows that come, and rows that go, and rows that stand elsewhere among those that stay. */
    static int changes(List<String> shown, List<String> now) {
        List<String> staying = shown.stream().filter(now::contains).toList();
        int gone = shown.size() - staying.size();
        int come = now.size() - staying.size();
        List<Integer> places = staying.stream().map(now::indexOf).toList();
        return Math.max(gone, come) + staying.size() - longestRising(places);
    }

    /** The most rows that need not move. */
    private static int longestRising(List<Integer> places) {
        List<Integer> tails = new ArrayList<>();
        for (int place : places) {
            int at = 0;
            while (at < tails.size() && tails.get(at) < place) {
                at++;
            }
            if (at == tails.size()) {
                tails.add(place);
            } else {
                tails.set(at, place);
            }
        }
        return tails.size();
    }
}
