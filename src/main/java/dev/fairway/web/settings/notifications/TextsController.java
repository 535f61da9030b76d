package dev.fairway.web.settings.notifications;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.notifications.Text;
import dev.fairway.notifications.Texts;
import dev.fairway.notifications.Trigger;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.security.RememberedFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What messages say, one form for each trigger. */
@Controller
class TextsController {

    private final Texts texts;

    TextsController(Texts texts) {
        this.texts = texts;
    }

    /** @param changed whether it is another text than the built-in one */
    public record Entry(
            String trigger,
            String template,
            String meaning,
            String title,
            String body,
            boolean changed,
            String refusal) {

        static Entry of(Trigger trigger, Text text, boolean changed, String refusal) {
            return new Entry(
                    trigger.word(), trigger.template(), trigger.meaning(), text.title(), text.body(), changed, refusal);
        }
    }

    @GetMapping("/settings/notifications/texts")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    String list(Model model) {
        Map<Trigger, Text> changed = texts.changed();
        return page(
                Stream.of(Trigger.values())
                        .map(each -> Entry.of(
                                each, changed.getOrDefault(each, each.builtIn()), changed.containsKey(each), ""))
                        .toList(),
                model);
    }

    @PostMapping("/settings/notifications/texts/{trigger}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    String change(
            @PathVariable String trigger,
            @RequestParam String title,
            @RequestParam String body,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Trigger meant = require(trigger);
        Text written = new Text(title.strip(), body.replace("\r\n", "\n").strip());
        try {
            texts.change(meant, written, principal.actor());
            return "redirect:/settings/notifications/texts#" + meant.word();
        } catch (ProblemException refused) {
            RememberedFailure.remember(request, refused);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            Map<Trigger, Text> changed = texts.changed();
            return page(
                    Stream.of(Trigger.values())
                            .map(each -> each == meant
                                    ? Entry.of(
                                            each,
                                            written,
                                            changed.containsKey(each),
                                            refused.problem().message())
                                    : Entry.of(
                                            each,
                                            changed.getOrDefault(each, each.builtIn()),
                                            changed.containsKey(each),
                                            ""))
                            .toList(),
                    model);
        }
    }

    @PostMapping("/settings/notifications/texts/{trigger}/reset")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    String reset(@PathVariable String trigger, @AuthenticationPrincipal Principal principal) {
        Trigger meant = require(trigger);
        texts.reset(meant, principal.actor());
        return "redirect:/settings/notifications/texts#" + meant.word();
    }

    private static String page(List<Entry> entries, Model model) {
        model.addAttribute("entries", entries);
        model.addAttribute("placeholders", Texts.placeholders());
        return "settings/texts";
    }

    private static Trigger require(String word) {
        return Trigger.of(word).orElseThrow(() -> Problem.stalled("NotFound", "There is no such trigger.")
                .asException());
    }
}
