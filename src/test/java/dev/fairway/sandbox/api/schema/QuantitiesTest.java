package dev.fairway.sandbox.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which a real server writes quantities back. */
class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "1000m,1",
        "1,1",
        "0.5,500m",
        "1.5,1500m",
        "100m,100m",
        "0,0",
        "0m,0",
        "1024Mi,1Gi",
        "1.5Gi,1536Mi",
        "1000000,1M",
        "1024,1024",
        "2000M,2G",
        "1e3,1e3",
        "1000e3,1e6",
        "0.5Gi,512Mi",
        "1Ki,1Ki",
        "100n,100n",
        "1500,1500"
    })
    void aQuantityTakesItsShortestForm(String written, String kept) {
        assertThat(Quantities.canonical(written)).contains(kept);
    }

    @Test
    void aTextThatIsNoQuantityIsRefused() {
        assertThat(Quantities.canonical("1 Gi")).isEmpty();
        assertThat(Quantities.canonical("big")).isEmpty();
        assertThat(Quantities.canonical("")).isEmpty();
    }
}
