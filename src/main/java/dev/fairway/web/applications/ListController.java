package dev.fairway.web.applications;

import dev.fairway.web.query.ApplicationsQuery;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of applications, most urgent first. */
@Controller
class ListController {

    private final ApplicationsQuery query;
    private final Clock clock;

    ListController(ApplicationsQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/apps";
    }

    @GetMapping("/apps")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "urgency") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        List<ApplicationsQuery.Row> everything = query.find(ApplicationsQuery.Filter.ALL);
        List<ApplicationsQuery.Row> found =
                query.find(new ApplicationsQuery.Filter(List.of(), "", "", "", "", q, List.of(), List.of(), sort));
        model.addAttribute("list", ListPage.of(everything, found, q, state, sort, page, clock.instant()));
        return "apps/list";
    }
}
