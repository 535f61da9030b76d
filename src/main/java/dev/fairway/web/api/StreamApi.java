package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Sight;
import dev.fairway.applications.Application;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.live.Ending;
import dev.fairway.web.query.ApplicationsQuery.Row;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what becomes of applications as it happens: lines of JSON, or server-sent events for who asks for them. */
@RestController
class StreamApi {

    /** That a reader has gone is seen by the second one that is written: so long is a thread of ours kept for nobody. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    /** Whoever reads on has to prove again who they are. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ApplicationFeed feed;
    private final ApplicationJson shape;
    private final Rights rights;
    private final Ending ending;

    StreamApi(ApplicationFeed feed, ApplicationJson shape, Rights rights, Ending ending) {
        this.rights = rights;
        this.ending = ending;
        this.feed = feed;
        this.shape = shape;
    }

    @GetMapping("/api/v1/stream/applications")
    @SignedIn
    void stream(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String appNamespace,
            @RequestParam(defaultValue = "") List<String> projects,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        String accept = request.getHeader("Accept");
        boolean events = accept != null && accept.contains("text/event-stream");
        response.setContentType(events ? "text/event-stream" : "application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = response.getOutputStream();
        out.flush();
        Map<ApplicationName, Row> known = Map.of();
        long end = System.nanoTime() + LONGEST.toNanos();
        long spoke = System.nanoTime();
        while (System.nanoTime() < end) {
            Map<ApplicationName, Row> rows = new TreeMap<>(feed.now());
            Sight sight = rights.sight(principal);
            rows.values()
                    .removeIf(row -> !sight.sees(
                                    row.application().project(),
                                    row.application().name())
                            || !isWanted(row.application(), name, appNamespace, projects));
            String text = changes(known, rows, events, principal);
            known = rows;
            if (text.isEmpty() && System.nanoTime() - spoke > SIGN_OF_LIFE.toNanos()) {
                text = events ? ":\n\n" : "\n";
            }
            if (!text.isEmpty()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                spoke = System.nanoTime();
            }
            if (ending.isWithin(ApplicationFeed.EVERY)) {
                return;
            }
        }
    }

    private static boolean isWanted(Application application, String name, String namespace, List<String> projects) {
        return (name.isEmpty() || application.name().name().equals(name))
                && (namespace.isEmpty() || application.name().namespace().equals(namespace))
                && (projects.isEmpty() || projects.contains(application.project()));
    }

    private String changes(
            Map<ApplicationName, Row> before, Map<ApplicationName, Row> now, boolean events, Principal who) {
        StringBuilder text = new StringBuilder();
        List<Row> current = now.values().stream()
                .filter(row -> !row.equals(before.get(name(row))))
                .toList();
        List<ObjectNode> shown = shape.all(current, who);
        for (int i = 0; i < shown.size(); i++) {
            String type = before.containsKey(name(current.get(i))) ? "MODIFIED" : "ADDED";
            text.append(change(type, shown.get(i), events));
        }
        List<Row> gone = before.values().stream()
                .filter(row -> !now.containsKey(name(row)))
                .toList();
        shape.all(gone, who).forEach(application -> text.append(change("DELETED", application, events)));
        return text.toString();
    }

    private static ApplicationName name(Row row) {
        return row.application().name();
    }

    private static String change(String type, ObjectNode application, boolean events) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("result").put("type", type).set("application", application);
        return events ? "data: " + document + "\n\n" : document + "\n";
    }
}
