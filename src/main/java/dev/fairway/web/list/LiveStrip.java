package dev.fairway.web.list;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import dev.fairway.web.live.Watch;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The counts above the list. */
@Component
class LiveStrip implements LiveFragment {

    private final Elements elements;

    LiveStrip(Elements elements) {
        this.elements = elements;
    }

    @Override
    public String kind() {
        return "strip";
    }

    @Override
    public boolean isTouchedBy(Set<ApplicationName> changed, String about) {
        return true;
    }

    @Override
    public String render(String about, Watch watch) {
        ListAddress address = ListAddress.parse(about);
        Strip strip = Strip.of(watch.picture().find(address.selection(), address.order()), address);
        return elements.render("apps/row", "strip", Map.of("strip", strip));
    }
}
