package dev.fairway.web.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Sample;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListPageTest {

    private final Picture picture = Sample.picture(Stream.concat(
                    Stream.of(Sample.app("payments-api").failed(8841, "exits 1").entry()),
                    IntStream.range(0, 20)
                            .mapToObj(number ->
                                    Sample.app("calm-" + number).team("calm").entry()))
            .toArray(dev.fairway.web.catalog.Entry[]::new));

    @Test
    void theHealthyAreFoldedOnlyBelowSomethingUrgent() {
        assertThat(page("").folded()).isEqualTo(17);
        assertThat(page("").rows()).hasSize(4);
        assertThat(page("show=all").folded()).isZero();
        assertThat(page("sort=name").folded()).isZero();
        assertThat(page("team=calm").folded()).isZero();
        assertThat(page("state=Healthy").folded()).isZero();
    }

    @Test
    void aFilterIsAChipWhoseLinkRemovesItAlone() {
        ListPage page = page("q=calm&team=calm&team=payments");
        assertThat(page.chips())
                .extracting(ListPage.Chip::value, ListPage.Chip::href)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("calm", "/apps?team=calm&team=payments"),
                        org.assertj.core.groups.Tuple.tuple("payments", "/apps?q=calm&team=calm"));
    }

    @Test
    void aStateOfTheStripIsAFilterAndItsOwnRemoval() {
        Strip.Cell failed = page("state=Failed").strip().cells().getFirst();
        assertThat(failed.chosen()).isTrue();
        assertThat(failed.href()).isEqualTo("/apps");
        assertThat(page("").strip().cells().getFirst().href()).isEqualTo("/apps?state=Failed");
    }

    @Test
    void everyStateOfTheBarIsWideEnoughToBeSeen() {
        assertThat(page("").strip().bars())
                .allMatch(bar -> bar.width() >= 18)
                .allMatch(bar -> bar.x() + bar.width() <= 758);
    }

    @Test
    void anAddressSurvivesBeingReadAndWritten() {
        String query = "q=a+b%26c&team=a%2Fb&label=tier%3Dweb&sort=name&view=tiles&show=all&after=0%7Eargocd%2Fx";
        assertThat(ListAddress.parse(query).query()).isEqualTo(query);
    }

    private ListPage page(String query) {
        return ListPage.of(picture, ListAddress.parse(query), Sample.NOW);
    }
}
