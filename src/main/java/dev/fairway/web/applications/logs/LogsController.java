package dev.fairway.web.applications.logs;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.Manifest;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.live.Ending;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The logs of an application: as a page, as a file, and as they are written. */
@Controller
@RequestMapping("/apps/{namespace}/{app}/logs")
class LogsController {

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Clock clock;
    private final Ending ending;

    LogsController(AppFrame frame, Reconciliations reconciliations, Clock clock, Ending ending) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.clock = clock;
        this.ending = ending;
    }

    @GetMapping
    @Needs(resource = Resource.LOGS, action = "get")
    String page(
            @PathVariable String namespace,
            @PathVariable String app,
            LogQuery.Form form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.LOGS, model);
        PodChoice choice = PodChoice.of(frame.tree(opened), form.query());
        LogQuery query = form.query(choice);
        LogReading reading = LogReading.of(reconciliations, opened.name(), choice.read(), query);
        model.addAttribute(
                "log", LogsPage.of(AppLink.to(opened.name()), query, choice, containers(opened, choice), reading));
        return "apps/logs";
    }

    @GetMapping("/download")
    @Needs(resource = Resource.LOGS, action = "get")
    void download(
            @PathVariable String namespace,
            @PathVariable String app,
            LogQuery.Form form,
            @AuthenticationPrincipal Principal principal,
            Model model,
            HttpServletResponse response)
            throws IOException {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.LOGS, model);
        PodChoice choice = PodChoice.of(frame.tree(opened), form.query());
        LogQuery query = form.query(choice);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(opened.name().name() + ".log", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new LogFile(reconciliations, opened.name(), query).write(choice.read(), response.getWriter());
    }

    /**
     * Server-sent events of some lines each, until the reader goes.
     *
     * @param from how far the page has read, as it was told
     * @param last likewise, by a browser that comes back
     */
    @GetMapping("/stream")
    @Needs(resource = Resource.LOGS, action = "get")
    void stream(
            @PathVariable String namespace,
            @PathVariable String app,
            LogQuery.Form form,
            @RequestParam(defaultValue = "") String from,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            @AuthenticationPrincipal Principal principal,
            Model model,
            HttpServletResponse response) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.LOGS, model);
        LogQuery query = form.query();
        List<TreeNode> pods = PodChoice.of(frame.tree(opened), query).read();
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        LogResumption told = LogResumption.after(last.isEmpty() ? from : last, clock.instant());
        LogResumption resumption = told.isFromNow()
                ? told.at(LogReading.ends(reconciliations, opened.name(), pods, query), clock.instant())
                : told;
        new Following(reconciliations, opened.name(), query, resumption, response, clock, Thread::sleep, ending)
                .run(pods);
    }

    private List<String> containers(AppFrame.Opened opened, PodChoice choice) {
        if (choice.read().isEmpty()) {
            return List.of();
        }
        return opened
                .troubles()
                .read(
                        "The pod's containers",
                        Optional.<Manifest>empty(),
                        () -> reconciliations.liveObject(
                                opened.name(), choice.read().getFirst().key()))
                .stream()
                .flatMap(pod -> java.util.stream.Stream.of("/spec/initContainers", "/spec/containers")
                        .flatMap(pointer -> pod.at(pointer).valueStream()))
                .map(container -> container.path("name").asString(""))
                .toList();
    }
}
