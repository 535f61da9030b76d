package dev.fairway.web.applications;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.live.LivePage;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the page of one object fresh. Its events and its log move without any state changing, so it is looked at anyway. */
@Component
public class LiveObject implements LivePage {

    private static final int ANYWAY_AFTER_SECONDS = 15;

    private final LiveApplication application;

    LiveObject(LiveApplication application) {
        this.application = application;
    }

    @Override
    public String kind() {
        return "object";
    }

    @Override
    public Optional<ApplicationName> application(String about) {
        return application.application(about);
    }

    @Override
    public Optional<ApplicationName> concerns(String about) {
        return application.concerns(about);
    }

    @Override
    public String mark(String about, Instant now) {
        return application.mark(about, now) + "-" + now.getEpochSecond() / ANYWAY_AFTER_SECONDS;
    }
}
