package dev.fairway.web.shell;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Search over applications, operations and pages: a page of its own, and the inside of the palette. */
@Controller
class SearchController {

    private final Catalog catalog;
    private final Navigation navigation;
    private final Permits permits;

    SearchController(Catalog catalog, Navigation navigation, Permits permits) {
        this.permits = permits;
        this.catalog = catalog;
        this.navigation = navigation;
    }

    @GetMapping("/search")
    @SignedIn
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("palette", Palette.of(q, catalog.seenBy(principal), navigation.named(), actions(principal)));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return fragment ? "fragments/palette :: found(palette=${palette})" : "shell/search";
    }

    private List<Destination> actions(Principal principal) {
        return permits.somewhere(principal, Resource.APPLICATIONS, "create").isOff()
                ? List.of()
                : List.of(Destination.NEW_APPLICATION);
    }
}
