package dev.fairway.web.settings.notifications;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.configuration.ExternalAddress;
import dev.fairway.notifications.Delivery;
import dev.fairway.notifications.Messengers;
import dev.fairway.notifications.SentMessages;
import dev.fairway.notifications.Subscription;
import dev.fairway.notifications.Subscriptions;
import dev.fairway.notifications.Trigger;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.security.RememberedFailure;
import dev.fairway.web.view.ProblemStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /settings/notifications}: the destinations, and who hears of every application. */
@Controller
class NotificationsController {

    private final Messengers messengers;
    private final Subscriptions subscriptions;
    private final SentMessages deliveries;
    private final ExternalAddress address;
    private final Clock clock;

    NotificationsController(
            Messengers messengers,
            Subscriptions subscriptions,
            SentMessages deliveries,
            ExternalAddress address,
            Clock clock) {
        this.messengers = messengers;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping("/settings/notifications")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    String list(Model model) {
        Instant now = clock.instant();
        Map<String, Delivery> last = deliveries.lastOfEach();
        List<MessengerRow> rows = messengers.all().stream()
                .map(each -> MessengerRow.of(each, Optional.ofNullable(last.get(each.name())), now))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("defaults", subscriptions.defaults());
        model.addAttribute("triggers", Trigger.values());
        model.addAttribute("address", address.text());
        model.addAttribute("addressed", address.isConfigured());
        return "settings/notifications";
    }

    @PostMapping("/settings/notifications/defaults")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    String add(
            @RequestParam String trigger,
            @RequestParam String service,
            @RequestParam(defaultValue = "") String recipient,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            subscriptions.addDefault(new Subscription(trigger(trigger), service, recipient), principal.actor());
            return "redirect:/settings/notifications";
        } catch (ProblemException refused) {
            RememberedFailure.remember(request, refused);
            response.setStatus(ProblemStatus.of(refused.problem()).value());
            model.addAttribute("refusal", refused.problem().message());
            return list(model);
        }
    }

    @PostMapping("/settings/notifications/defaults/remove")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    String remove(
            @RequestParam String trigger,
            @RequestParam String service,
            @RequestParam(defaultValue = "") String recipient,
            @AuthenticationPrincipal Principal principal) {
        subscriptions.removeDefault(new Subscription(trigger(trigger), service, recipient), principal.actor());
        return "redirect:/settings/notifications";
    }

    private static Trigger trigger(String word) {
        return Trigger.of(word).orElseThrow(() -> Problem.stalled(
                        "InvalidRequest", "There is no such trigger. Choose one of the list.")
                .asException());
    }
}
