package dev.fairway.web.list;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import dev.fairway.web.live.Watch;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The tiles of the list. */
@Component
class LiveTile implements LiveFragment {

    private final Elements elements;

    LiveTile(Elements elements) {
        this.elements = elements;
    }

    @Override
    public String kind() {
        return "tile";
    }

    @Override
    public boolean isTouchedBy(Set<ApplicationName> changed, String about) {
        return changed.contains(ApplicationName.parse(about));
    }

    @Override
    public String render(String about, Watch watch) {
        ApplicationName name = ApplicationName.parse(about);
        return watch.picture()
                .find(name)
                .map(entry -> elements.render(
                        "apps/row", "tile", Map.of("row", RowView.of(watch.picture(), entry, watch.now()))))
                .orElseGet(() -> elements.render(
                        "apps/row", "gone-tile", Map.of("id", RowView.id(name), "name", name.name(), "key", about)));
    }
}
