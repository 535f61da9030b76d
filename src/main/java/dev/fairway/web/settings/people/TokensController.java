package dev.fairway.web.settings.people;

import dev.fairway.access.ApiToken;
import dev.fairway.access.IssuedToken;
import dev.fairway.access.Principal;
import dev.fairway.access.Tokens;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.RememberedFailure;
import dev.fairway.web.view.ProblemStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own tokens; for those who look after users, everybody's. */
@Controller
@RequestMapping("/settings/tokens")
class TokensController {

    private static final Duration USUAL = Duration.ofDays(90);

    private final Tokens tokens;
    private final Caretakers caretakers;
    private final Clock clock;

    TokensController(Tokens tokens, Caretakers caretakers, Clock clock) {
        this.tokens = tokens;
        this.caretakers = caretakers;
        this.clock = clock;
    }

    @GetMapping
    @SignedIn
    String page(@AuthenticationPrincipal Principal principal, Model model) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        model.addAttribute("mine", rows(tokens.of(principal.user()), now));
        model.addAttribute(
                "others",
                caretakers.includes(principal)
                        ? rows(tokens.validOfAll(), now).stream()
                                .filter(row -> !row.user().equals(principal.user()))
                                .toList()
                        : List.of());
        model.addAttribute("first", today.plusDays(1).toString());
        model.addAttribute("usual", today.plusDays(USUAL.toDays()).toString());
        model.addAttribute("last", today.plusDays(Tokens.LONGEST.toDays()).toString());
        return "settings/tokens";
    }

    /** Not a redirect: the token is in this one answer and nowhere else. */
    @PostMapping
    @SignedIn
    String make(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String until,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            IssuedToken made = tokens.make(principal, name.strip(), length(until));
            response.setHeader("Cache-Control", "no-store");
            model.addAttribute(
                    "secret",
                    new Secret(
                            "Token " + made.name(),
                            made.secret(),
                            "Keep it where only your script reads it; it is not shown again. Send it as Authorization: Bearer …"));
        } catch (ProblemException refused) {
            RememberedFailure.remember(request, refused);
            response.setStatus(ProblemStatus.of(refused.problem()).value());
            model.addAttribute("failure", refused.problem().message());
            model.addAttribute("tried", name);
        }
        return page(principal, model);
    }

    @PostMapping("/{id}/revoke")
    @SignedIn
    String revoke(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        ApiToken token = tokens.find(id)
                .filter(found -> found.user().equals(principal.user()) || caretakers.includes(principal))
                .orElseThrow(() ->
                        Problem.stalled("NotFound", "You have no such token.").asException());
        tokens.revoke(token, principal.actor());
        return "redirect:/settings/tokens";
    }

    /** The whole of the last day belongs to it, as far as the longest length goes. */
    private Duration length(String until) {
        try {
            Instant now = clock.instant();
            Duration length = Duration.between(
                    now,
                    LocalDate.parse(until)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
            boolean lastDay = length.minusDays(1).compareTo(Tokens.LONGEST) <= 0;
            return lastDay && length.compareTo(Tokens.LONGEST) > 0 ? Tokens.LONGEST : length;
        } catch (DateTimeParseException | ArithmeticException notADay) {
            throw Problem.stalled("TokenRefused", "Choose the last day of the token: every token ends.")
                    .asException();
        }
    }

    private static List<TokenRow> rows(List<ApiToken> tokens, Instant now) {
        return tokens.stream().map(token -> TokenRow.of(token, now)).toList();
    }
}
