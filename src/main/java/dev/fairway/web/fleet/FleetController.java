package dev.fairway.web.fleet;

import dev.fairway.access.Principal;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Reach;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /fleet}. */
@Controller
class FleetController {

    private final Catalog catalog;
    private final Reach reach;
    private final Clock clock;

    FleetController(Catalog catalog, Reach reach, Clock clock) {
        this.reach = reach;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/fleet")
    @SignedIn
    String fleet(
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Picture picture = catalog.seenBy(principal);
        model.addAttribute("fleet", FleetPage.of(picture, FleetAddress.read(parameters), clock.instant()));
        model.addAttribute("troubles", reach.troubles(picture));
        return "fleet/fleet";
    }
}
