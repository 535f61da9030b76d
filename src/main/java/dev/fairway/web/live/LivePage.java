package dev.fairway.web.live;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.Optional;

/**
 * One kind of page that is kept fresh as a whole: whenever its mark becomes another one, the browser asks for the page again
 * by its own address, as the same person, and puts what is different in place.
 */
public interface LivePage {

    /** The mark of what is not there, or not any more. */
    String GONE = "gone";

    /** The word before the colon of its topics. */
    String kind();

    /** The application it is about: who may not see that hears nothing of the page. Empty if there is none. */
    Optional<ApplicationName> application(String about);

    /** Which application it is about: whoever may not see that one hears nothing of it. Empty if there is none. */
    Optional<ApplicationName> concerns(String about);

    /**
     * Another text whenever the page would look otherwise; the same at every replica.
     *
     * @param about what comes after the colon of the topic; may name nothing that exists
     */
    String mark(String about, Instant now);

    /** What a page says of itself, taken before it is made. */
    default Pulse pulse(String about, Instant now) {
        return new Pulse(kind() + ":" + about, mark(about, now));
    }

    /**
     * What a page listens to. Templates write it as {@code data-live-page} and {@code data-mark}.
     *
     * @param mark how things stood when it was made
     */
    record Pulse(String topic, String mark) {}
}
