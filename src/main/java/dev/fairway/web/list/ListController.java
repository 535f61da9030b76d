package dev.fairway.web.list;

import dev.fairway.access.Principal;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Reach;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of applications. */
@Controller
class ListController {

    private final Catalog catalog;
    private final Reach reach;
    private final Clock clock;

    ListController(Catalog catalog, Reach reach, Clock clock) {
        this.reach = reach;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/apps")
    @SignedIn
    String list(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            HttpServletResponse response,
            Model model) {
        ListAddress address = ListAddress.read(parameters);
        Picture picture = catalog.seenBy(principal);
        model.addAttribute("list", ListPage.of(picture, address, clock.instant()));
        model.addAttribute("troubles", reach.troubles(picture));
        model.addAttribute("filtersOpen", parameters.containsKey("filters"));
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        if (!fragment) {
            return "apps/list";
        }
        response.addHeader("HX-Push-Url", address.href());
        return "apps/list :: main";
    }
}
