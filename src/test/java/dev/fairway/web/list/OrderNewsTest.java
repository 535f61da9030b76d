package dev.fairway.web.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderNewsTest {

    @Test
    void thePageAsItIsHasNoNews() {
        assertThat(OrderNews.changes(List.of("a", "b", "c"), List.of("a", "b", "c")))
                .isZero();
    }

    @Test
    void onlyWhatHasToMoveCounts() {
        assertThat(OrderNews.changes(List.of("a", "b", "c", "d"), List.of("d", "a", "b", "c")))
                .isEqualTo(1);
    }

    @Test
    void whatComesPushesSomethingOutOrIsThereBesides() {
        assertThat(OrderNews.changes(List.of("a", "b"), List.of("new", "a"))).isEqualTo(1);
        assertThat(OrderNews.changes(List.of("a", "b"), List.of("a", "b", "new")))
                .isEqualTo(1);
    }
}
