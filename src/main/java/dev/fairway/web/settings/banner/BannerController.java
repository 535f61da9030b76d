package dev.fairway.web.settings.banner;

import dev.fairway.access.Announcement;
import dev.fairway.access.Announcements;
import dev.fairway.access.Principal;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.RefusedForm;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.LocalAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /settings/banner}: what everybody reads on every page until it ends or they close it. */
@Controller
class BannerController {

    private static final Need CHANGE = Need.onInstallation(Resource.ACCOUNTS, "update");
    private static final int USUAL_HOURS = 24;

    private final Announcements announcements;
    private final Permits permits;
    private final Clock clock;

    BannerController(Announcements announcements, Permits permits, Clock clock) {
        this.announcements = announcements;
        this.permits = permits;
        this.clock = clock;
    }

    /** @param hours how long it is shown from now on */
    public record Written(String text, String link, String severity, int hours) {

        static final Written NOTHING = new Written("", "", "info", USUAL_HOURS);
    }

    /** One choice of how long. */
    public record Life(int hours, String text) {

        static final List<Life> ALL = List.of(
                new Life(1, "an hour"),
                new Life(4, "4 hours"),
                new Life(24, "a day"),
                new Life(72, "3 days"),
                new Life(168, "a week"),
                new Life(720, "30 days"));
    }

    @GetMapping("/settings/banner")
    @Needs(resource = Resource.ACCOUNTS, action = "get", on = On.INSTALLATION)
    String read(@AuthenticationPrincipal Principal principal, Model model) {
        return page(Written.NOTHING, principal, model);
    }

    @PostMapping("/settings/banner")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = On.INSTALLATION)
    String show(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "info") String severity,
            @RequestParam(defaultValue = "24") int hours,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        try {
            announcements.show(
                    text, link, severity(severity), clock.instant().plus(Duration.ofHours(hours)), principal);
            return "redirect:/settings/banner";
        } catch (ProblemException refused) {
            RefusedForm.tell(refused, model);
            return page(new Written(text, link, severity, hours), principal, model);
        }
    }

    @PostMapping("/settings/banner/end")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = On.INSTALLATION)
    String end(@AuthenticationPrincipal Principal principal) {
        announcements.end(principal);
        return "redirect:/settings/banner";
    }

    /** Whoever has read it closes it for themselves. */
    @PostMapping("/preferences/banner")
    @SignedIn
    String close(
            @RequestParam(defaultValue = "0") long id,
            @RequestParam(defaultValue = "/") String back,
            @AuthenticationPrincipal Principal principal) {
        announcements.close(id, principal.user());
        return "redirect:" + LocalAddress.of(back);
    }

    private String page(Written written, Principal principal, Model model) {
        Optional<Announcement> current = announcements.current();
        model.addAttribute("written", written);
        model.addAttribute("announced", current);
        model.addAttribute(
                "ends",
                current.map(shown -> Age.of(clock.instant(), shown.endsAt()).text())
                        .orElse(""));
        model.addAttribute("lives", Life.ALL);
        model.addAttribute("longest", Announcements.LONGEST);
        model.addAttribute("mayChange", permits.of(principal, CHANGE));
        return "settings/banner";
    }

    private static Announcement.Severity severity(String word) {
        return Stream.of(Announcement.Severity.values())
                .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Announcement.Severity.INFO);
    }
}
