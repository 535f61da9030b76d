package dev.fairway.web.applications.diff;

import dev.fairway.access.Principal;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppTab;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What a sync would change, object by object. */
@Controller
class DiffController {

    /** More lines than this in one page, and only the first objects are open. */
    private static final int LINES_AT_ONCE = 600;

    private final AppFrame frame;
    private final Reconciliations reconciliations;

    DiffController(AppFrame frame, Reconciliations reconciliations) {
        this.frame = frame;
        this.reconciliations = reconciliations;
    }

    @GetMapping("/apps/{namespace}/{app}/diff")
    @Needs(action = "get")
    String diff(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "unified") String as,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.DIFF, model);
        List<DiffView> files = frame.managed(opened).stream()
                .filter(resource -> !resource.comparison().isSynced())
                .map(resource -> DiffView.of(opened.name(), resource))
                .toList();
        boolean split = as.equals("split");
        model.addAttribute("files", files);
        model.addAttribute("split", split);
        model.addAttribute(
                "rows",
                split ? files.stream().map(file -> SplitLine.of(file.lines())).toList() : List.of());
        model.addAttribute(
                "openAll", files.stream().mapToInt(file -> file.lines().size()).sum() <= LINES_AT_ONCE);
        return "apps/diff";
    }
}
