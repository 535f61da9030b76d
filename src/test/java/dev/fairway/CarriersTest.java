package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class CarriersTest {

    private static final String SETTING = "jdk.virtualThreadScheduler.parallelism";

    @Test
    void thereAreMoreThanCoresUnlessSomebodySaidOtherwise() {
        Properties none = new Properties();
        Carriers.provide(none);
        assertThat(Integer.parseInt(none.getProperty(SETTING)))
                .isGreaterThan(Runtime.getRuntime().availableProcessors());

        Properties said = new Properties();
        said.setProperty(SETTING, "3");
        Carriers.provide(said);
        assertThat(said.getProperty(SETTING)).isEqualTo("3");
    }
}
