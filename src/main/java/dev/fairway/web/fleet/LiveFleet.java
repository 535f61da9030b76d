package dev.fairway.web.fleet;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import dev.fairway.web.live.Watch;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The rows of the treegrid: what happens deep down shows in every row above it. */
@Component
class LiveFleet implements LiveFragment {

    private final Elements elements;

    LiveFleet(Elements elements) {
        this.elements = elements;
    }

    @Override
    public String kind() {
        return "fleet";
    }

    @Override
    public boolean isTouchedBy(Set<ApplicationName> changed, String about) {
        return true;
    }

    @Override
    public String render(String about, Watch watch) {
        FleetPage page = FleetPage.of(watch.picture(), FleetAddress.parse(about), watch.now());
        return elements.render("fleet/tree", page.graph() ? "drawing" : "rows", Map.of("fleet", page));
    }
}
