package dev.fairway.web.live;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.Picture;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one open page has been told: it hears of a topic only if its element became another one. */
final class Stream {

    private final List<String> topics;
    private final Map<String, LiveFragment> fragments;
    private final Map<String, Integer> told = new HashMap<>();
    private final Optional<PageWatch> page;

    /** What it has seen: whatever is not there any more went away, or may not be seen any more. */
    private Set<ApplicationName> known = Set.of();

    private long position;

    /**
     * @param page the page itself, if it is kept fresh as a whole
     * @param position up to where the page knows everything
     */
    Stream(List<String> topics, Map<String, LiveFragment> fragments, Optional<PageWatch> page, long position) {
        this.topics = topics;
        this.fragments = fragments;
        this.page = page;
        this.position = position;
    }

    long position() {
        return position;
    }

    /** The events that bring the page up to this picture; empty if it is. */
    String news(Picture picture, Instant now) {
        Set<ApplicationName> changed = new HashSet<>(picture.changedSince(position));
        known.stream().filter(name -> !picture.names().contains(name)).forEach(changed::add);
        known = picture.names();
        position = picture.position();
        StringBuilder events = new StringBuilder();
        if (!changed.isEmpty()) {
            Watch watch = new Watch(picture, topics, now);
            topics.forEach(topic -> events.append(news(topic, changed, watch)));
        }
        page.flatMap(watched -> watched.news(picture, now)).ifPresent(mark -> events.append(event("fresh", mark)));
        return events.toString();
    }

    private String news(String topic, Set<ApplicationName> changed, Watch watch) {
        int colon = topic.indexOf(':');
        LiveFragment fragment = fragments.get(topic.substring(0, Math.max(0, colon)));
        String about = topic.substring(colon + 1);
        if (fragment == null || !fragment.isTouchedBy(changed, about)) {
            return "";
        }
        String element = fragment.render(about, watch);
        Integer before = told.put(topic, element.hashCode());
        return before != null && before == element.hashCode() ? "" : event("morph", element);
    }

    String beat(Instant now) {
        return event("beat", now.toString());
    }

    /** The last event of a session. */
    String signedOut() {
        return event("signed-out", "");
    }

    /** Every event carries the position, so that whoever reconnects to any replica says how far they came. */
    private String event(String name, String data) {
        return "event: " + name + "\nid: " + position + "\ndata: "
                + data.replace("\r", "").replace("\n", "\ndata: ") + "\n\n";
    }
}
