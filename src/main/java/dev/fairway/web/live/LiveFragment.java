package dev.fairway.web.live;

import dev.fairway.resource.ApplicationName;
import java.util.Set;

/** One kind of element that is kept fresh on open pages. */
public interface LiveFragment {

    /** The word before the colon of its topics. */
    String kind();

    /** Whether changes of these applications can make another element of it. */
    boolean isTouchedBy(Set<ApplicationName> changed, String about);

    /**
     * The element as it is now.
     *
     * @param about what comes after the colon of the topic
     * @return one element, with the id that it has on the page
     */
    String render(String about, Watch watch);
}
