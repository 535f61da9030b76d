package dev.fairway.web.list;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import dev.fairway.web.live.Watch;
import java.util.Map;
import java.util.Set;

/**
 * An application in the list: it changes in place and never moves by itself.
 *
 * @param kind its fragment
 * @param gone the fragment of what has been deleted meanwhile
 */
record LiveEntry(String kind, String gone, Elements elements) implements LiveFragment {

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
                        "apps/row", kind, Map.of("row", RowView.of(watch.picture(), entry, watch.now()))))
                .orElseGet(() -> elements.render(
                        "apps/row", gone, Map.of("id", RowView.id(name), "name", name.name(), "key", about)));
    }
}
