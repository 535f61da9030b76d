package dev.fairway.web.home;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import dev.fairway.web.live.Watch;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What needs attention, as it comes and goes. */
@Component
class LiveAttention implements LiveFragment {

    private final Elements elements;

    LiveAttention(Elements elements) {
        this.elements = elements;
    }

    @Override
    public String kind() {
        return "attention";
    }

    @Override
    public boolean isTouchedBy(Set<ApplicationName> changed, String about) {
        return true;
    }

    @Override
    public String render(String about, Watch watch) {
        return elements.render(
                "home/attention", "attention", Map.of("attention", Attention.of(watch.picture(), watch.now())));
    }
}
