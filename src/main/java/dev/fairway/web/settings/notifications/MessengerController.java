package dev.fairway.web.settings.notifications;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.notifications.Messenger;
import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.notifications.Messengers;
import dev.fairway.notifications.Outcome;
import dev.fairway.notifications.SentMessages;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.security.RememberedFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form for a destination, a test message, and its removal. */
@Controller
class MessengerController {

    private final Messengers messengers;
    private final SentMessages deliveries;

    MessengerController(Messengers messengers, SentMessages deliveries) {
        this.messengers = messengers;
        this.deliveries = deliveries;
    }

    /**
     * What came of a test message.
     *
     * @param mark the symbol
     */
    public record Finding(boolean good, String mark, String text) {

        static Finding of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Sent sent -> new Finding(true, "succeeded", sent.answer());
                case Outcome.Retry retry -> new Finding(false, "failed", retry.answer());
                case Outcome.Busy busy -> new Finding(false, "failed", busy.answer());
                case Outcome.Refused refused -> new Finding(false, "failed", refused.answer());
            };
        }
    }

    @GetMapping("/settings/notifications/new")
    @Needs(resource = Resource.NOTIFICATIONS, action = "create", on = On.INSTALLATION)
    String blank(@RequestParam(defaultValue = "slack") String kind, Model model) {
        return page(MessengerForm.blank(Kind.of(kind).orElse(Kind.SLACK)), model);
    }

    @PostMapping("/settings/notifications")
    @Needs(resource = Resource.NOTIFICATIONS, action = "create", on = On.INSTALLATION)
    String create(
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        MessengerForm written = MessengerForm.read(form, Optional.empty());
        try {
            Messenger made = messengers.create(written.registration(form), principal.actor());
            return "redirect:/settings/notifications/to/" + made.name();
        } catch (ProblemException refused) {
            return refused(refused, written, request, response, model);
        }
    }

    @GetMapping("/settings/notifications/to/{name}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    String edit(@PathVariable String name, Model model) {
        return page(MessengerForm.of(messengers.require(name)), model);
    }

    @PostMapping("/settings/notifications/to/{name}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    String update(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        MessengerForm written = MessengerForm.read(form, Optional.of(messengers.require(name)));
        try {
            messengers.update(written.registration(form), principal.actor());
            return "redirect:/settings/notifications/to/" + name + "?saved";
        } catch (ProblemException refused) {
            return refused(refused, written, request, response, model);
        }
    }

    /** As it is kept, not as it may be written in the form above. */
    @PostMapping("/settings/notifications/to/{name}/test")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    String test(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String recipient,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Messenger messenger = messengers.require(name);
        model.addAttribute("finding", Finding.of(deliveries.trial(name, recipient, principal.actor())));
        model.addAttribute("recipient", recipient);
        return page(MessengerForm.of(messenger), model);
    }

    @GetMapping("/settings/notifications/to/{name}/remove")
    @Needs(resource = Resource.NOTIFICATIONS, action = "delete", on = On.INSTALLATION)
    String ask(@PathVariable String name, Model model) {
        model.addAttribute("name", messengers.require(name).name());
        return "settings/messenger-remove";
    }

    @PostMapping("/settings/notifications/to/{name}/remove")
    @Needs(resource = Resource.NOTIFICATIONS, action = "delete", on = On.INSTALLATION)
    String remove(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        messengers.remove(name, principal.actor());
        return "redirect:/settings/notifications";
    }

    private String refused(
            ProblemException refused,
            MessengerForm written,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        RememberedFailure.remember(request, refused);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refusal", refused.problem().message());
        return page(written, model);
    }

    private static String page(MessengerForm form, Model model) {
        model.addAttribute("form", form);
        return "settings/messenger";
    }
}
