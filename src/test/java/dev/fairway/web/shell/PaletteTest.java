package dev.fairway.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteTest {

    private final Picture picture = Sample.picture(
            Sample.app("payments-api").failed(8841, "exits 1").entry(),
            Sample.app("old-payments").entry(),
            Sample.app("search").entry());

    @Test
    void namesThatBeginWithItComeBeforeNamesThatHoldIt() {
        assertThat(find("pay").groups().getFirst().hits())
                .extracting(hit -> hit.before() + "[" + hit.found() + "]" + hit.after())
                .containsExactly("[pay]ments-api", "old-[pay]ments");
    }

    @Test
    void aNumberLeadsToItsOperation() {
        assertThat(find("op 8841").groups())
                .filteredOn(group -> group.title().equals("Operations"))
                .flatExtracting(Palette.Group::hits)
                .extracting(Palette.Hit::href, Palette.Hit::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/ops/8841", "payments-api"));
    }

    @Test
    void pagesAreFoundByName() {
        assertThat(find("flee").groups())
                .flatExtracting(Palette.Group::hits)
                .extracting(Palette.Hit::href)
                .containsExactly("/fleet");
    }

    private Palette find(String query) {
        return Palette.of(query, picture, Destination.ALL, List.of(Destination.NEW_APPLICATION));
    }
}
