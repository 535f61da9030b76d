package dev.fairway.web.list;

import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list as a table and as tiles. */
@Configuration(proxyBeanMethods = false)
class LiveEntries {

    @Bean
    LiveFragment liveRow(Elements elements) {
        return new LiveEntry("row", "gone", elements);
    }

    @Bean
    LiveFragment liveTile(Elements elements) {
        return new LiveEntry("tile", "gone-tile", elements);
    }
}
