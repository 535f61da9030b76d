package dev.fairway.web.ledger;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Evidence;
import dev.fairway.ledger.Running;
import dev.fairway.ledger.chain.SigningKey;
import dev.fairway.web.access.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /ledger?at=…&environment=…}: what ran then; {@code /ledger/compare?from=…&to=…}: what differs. */
@Controller
@RequestMapping("/ledger")
class LedgerController {

    private final LedgerView ledger;
    private final SigningKey key;

    LedgerController(LedgerView ledger, SigningKey key) {
        this.ledger = ledger;
        this.key = key;
    }

    /** @param against as earlier versions wrote a comparison */
    @GetMapping
    @SignedIn
    String show(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String against,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        if (!against.isBlank()) {
            return "redirect:/ledger/compare"
                    + LedgerAddress.query("from", at, "to", against, "environment", environment);
        }
        LedgerPage.Asked asked = new LedgerPage.Asked(ledger.read(at), at.isBlank(), environment, ledger.zone());
        List<Running> all = ledger.all(asked.moment(), principal);
        model.addAttribute(
                "page",
                LedgerPage.of(
                        all,
                        asked,
                        ledger.evidence(Evidence.Kind.APPROVALS, all),
                        ledger.evidence(Evidence.Kind.POLICY, all),
                        key.pem()));
        return "ledger/ledger";
    }

    /**
     * @param from a week before {@code to} if it is empty
     * @param application empty for all; of one the difference of each object
     */
    @GetMapping("/compare")
    @SignedIn
    String compare(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String application,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Instant second = ledger.read(to);
        Instant first = from.isBlank() ? second.minus(LedgerFiles.USUAL) : ledger.read(from);
        ComparePage.Asked asked = new ComparePage.Asked(first, second, environment, application, ledger.zone());
        Moments moments = ledger.moments(first, second, principal);
        List<Difference> differences = ledger.between(moments.in(environment).of(application));
        List<String> environments = Stream.concat(moments.environments(), Stream.of(environment))
                .filter(each -> !each.isEmpty())
                .distinct()
                .sorted()
                .toList();
        model.addAttribute(
                "page",
                ComparePage.of(
                        asked,
                        differences,
                        application.isEmpty()
                                ? Optional.empty()
                                : Optional.of(ledger.objects(moments, application, principal)),
                        environments));
        return "ledger/compare";
    }
}
