package dev.fairway.web.list;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import dev.fairway.web.live.Watch;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The rows of the list: they change in place and never move by themselves. */
@Component
class LiveRow implements LiveFragment {

    private final Elements elements;

    LiveRow(Elements elements) {
        this.elements = elements;
    }

    @Override
    public String kind() {
        return "row";
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
                        "apps/row", "row", Map.of("row", RowView.of(watch.picture(), entry, watch.now()))))
                .orElseGet(() -> elements.render(
                        "apps/row", "gone", Map.of("id", RowView.id(name), "name", name.name(), "key", about)));
    }
}
