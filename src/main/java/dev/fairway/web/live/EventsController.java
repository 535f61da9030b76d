package dev.fairway.web.live;

import dev.fairway.access.Principal;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.security.Presence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /events?topics=…}: what changes on an open page, gathered every half second. */
@Controller
class EventsController {

    private static final Duration GATHERED = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Whoever listens on has to prove again who they are. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** How often we look whether they still may. */
    private static final Duration LOOKED = Duration.ofSeconds(2);

    private static final int MOST_TOPICS = 150;

    private final Catalog catalog;
    private final Map<String, LiveFragment> fragments;
    private final Map<String, LivePage> pages;
    private final Presence presence;
    private final Clock clock;
    private final Ending ending;

    EventsController(
            Catalog catalog,
            List<LiveFragment> fragments,
            List<LivePage> pages,
            Presence presence,
            Clock clock,
            Ending ending) {
        this.catalog = catalog;
        this.fragments = fragments.stream().collect(Collectors.toMap(LiveFragment::kind, Function.identity()));
        this.pages = pages.stream().collect(Collectors.toMap(LivePage::kind, Function.identity()));
        this.presence = presence;
        this.clock = clock;
        this.ending = ending;
    }

    @GetMapping("/events")
    @SignedIn
    void listen(@AuthenticationPrincipal Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        Stream stream = new Stream(topics(request), fragments, page(request), position(request));
        OutputStream out = response.getOutputStream();
        send(out, "retry: 2000\n\n" + stream.beat(clock.instant()));
        Supplier<Optional<Principal>> who = presence.watching(request);
        Optional<Principal> atFirst = who.get();
        long end = System.nanoTime() + LONGEST.toNanos();
        long spoke = System.nanoTime();
        long looked = spoke;
        while (System.nanoTime() < end) {
            if (System.nanoTime() - looked > LOOKED.toNanos()) {
                Optional<Principal> now = who.get();
                if (now.isEmpty()) {
                    send(out, stream.signedOut());
                }
                if (!now.equals(atFirst)) {
                    // With other rights the page asks anew, and sees what they give.
                    return;
                }
                looked = System.nanoTime();
            }
            String news = stream.news(catalog.seenBy(principal, GATHERED.minusMillis(100)), clock.instant());
            if (news.isEmpty() && System.nanoTime() - spoke > HEARTBEAT.toNanos()) {
                news = stream.beat(clock.instant());
            }
            if (!news.isEmpty()) {
                send(out, news);
                spoke = System.nanoTime();
            }
            if (ending.isWithin(GATHERED)) {
                // Pages left open do not hold up the end of the program; they reconnect elsewhere.
                return;
            }
        }
    }

    private static void send(OutputStream out, String events) throws IOException {
        out.write(events.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static List<String> topics(HttpServletRequest request) {
        String[] topics = request.getParameterValues("topics");
        return topics == null
                ? List.of()
                : Arrays.stream(topics).distinct().limit(MOST_TOPICS).toList();
    }

    private Optional<PageWatch> page(HttpServletRequest request) {
        String topic = Optional.ofNullable(request.getParameter("page")).orElse("");
        int colon = topic.indexOf(':');
        String mark = Optional.ofNullable(request.getParameter("mark")).orElse("");
        return Optional.ofNullable(pages.get(topic.substring(0, Math.max(0, colon))))
                .map(page -> new PageWatch(page, topic.substring(colon + 1), mark));
    }

    /** Where the browser left off; on the first connection, where the page was made. */
    private long position(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .or(() -> Optional.ofNullable(request.getParameter("since")))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseGet(catalog::position);
    }
}
