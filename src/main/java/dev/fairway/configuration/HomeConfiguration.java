package dev.fairway.configuration;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

    /** {@code FAIRWAY_HOME}, by default {@code .fairway} in the working directory. */
    @Bean
    FairwayHome fairwayHome(@Value("${fairway.home:.fairway}") String home) {
        return new FairwayHome(Path.of(home));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
