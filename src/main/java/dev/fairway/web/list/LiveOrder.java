package dev.fairway.web.list;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.live.Elements;
import dev.fairway.web.live.LiveFragment;
import dev.fairway.web.live.Watch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The offer to put the rows in their present order. */
@Component
class LiveOrder implements LiveFragment {

    private final Elements elements;

    LiveOrder(Elements elements) {
        this.elements = elements;
    }

    @Override
    public String kind() {
        return "order";
    }

    @Override
    public boolean isTouchedBy(Set<ApplicationName> changed, String about) {
        return true;
    }

    @Override
    public String render(String about, Watch watch) {
        ListAddress address = ListAddress.parse(about);
        List<String> shown = watch.topics().stream()
                .filter(topic -> topic.startsWith("row:") || topic.startsWith("tile:"))
                .map(topic -> topic.substring(topic.indexOf(':') + 1))
                .toList();
        List<String> now = ListPage.entries(watch.picture(), address).stream()
                .map(entry -> entry.name().toString())
                .toList();
        OrderNews news = new OrderNews("order:" + about, OrderNews.changes(shown, now), address.href());
        return elements.render("apps/row", "order", Map.of("order", news));
    }
}
