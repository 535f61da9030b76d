package dev.fairway.web.list;

import dev.fairway.access.Principal;
import dev.fairway.access.SavedViews;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.view.LocalAddress;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person keeps of this list. */
@Controller
class SavedViewsController {

    private final SavedViews views;

    SavedViewsController(SavedViews views) {
        this.views = views;
    }

    @GetMapping("/preferences/views")
    @SignedIn
    String all(@AuthenticationPrincipal Principal principal, Model model) {
        model.addAttribute("views", views.of(principal.user()));
        return "apps/views";
    }

    /** Keeps what the list understands of the address, and nothing else. */
    @PostMapping("/preferences/views")
    @SignedIn
    String keep(@RequestParam String name, @RequestParam String address, @AuthenticationPrincipal Principal principal) {
        int question = address.indexOf('?');
        String href = ListAddress.parse(question < 0 ? "" : address.substring(question + 1))
                .href();
        views.keep(principal.user(), name, href);
        return "redirect:" + LocalAddress.of(href);
    }

    @PostMapping("/preferences/views/{id}/remove")
    @SignedIn
    String remove(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        views.remove(principal.user(), id);
        return "redirect:/preferences/views";
    }
}
