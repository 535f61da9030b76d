package dev.fairway.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {

    private final List<Entry> entries = IntStream.range(0, 7)
            .mapToObj(number -> Sample.app("app-" + number).entry())
            .toList();

    @Test
    void pagesFollowEachOtherWithoutGapAndLeadBack() {
        Slice first = Slice.of(entries, Order.NAME, Optional.empty(), 3);
        assertThat(names(first)).containsExactly("app-0", "app-1", "app-2");
        assertThat(first.previous()).isEmpty();
        Slice second = Slice.of(entries, Order.NAME, first.next(), 3);
        assertThat(names(second)).containsExactly("app-3", "app-4", "app-5");
        assertThat(second.previous()).as("the first page needs no place").hasValue(Optional.empty());
        Slice third = Slice.of(entries, Order.NAME, second.next(), 3);
        assertThat(names(third)).containsExactly("app-6");
        assertThat(third.next()).isEmpty();
        assertThat(Slice.of(entries, Order.NAME, third.previous().orElseThrow(), 3))
                .isEqualTo(second);
    }

    @Test
    void aPageStaysTheSameWhenSomethingBeforeItGoes() {
        Optional<Place> place =
                Slice.of(entries, Order.NAME, Optional.empty(), 3).next();
        List<Entry> fewer = new ArrayList<>(entries);
        fewer.removeFirst();
        fewer.removeIf(entry -> entry.name().name().equals("app-2"));
        assertThat(names(Slice.of(fewer, Order.NAME, place, 3))).containsExactly("app-3", "app-4", "app-5");
    }

    @Test
    void aPlaceSurvivesTheAddress() {
        Place place = Order.CHANGED.place(entries.getFirst());
        assertThat(Place.parse(place.key())).hasValue(place);
        assertThat(Place.parse("x~y")).isEmpty();
        assertThat(Place.parse("")).isEmpty();
    }

    private static List<String> names(Slice slice) {
        return slice.entries().stream().map(entry -> entry.name().name()).toList();
    }
}
