package dev.fairway.web.settings.repositories;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.HostAuthorities;
import dev.fairway.source.HostAuthority;
import dev.fairway.source.KnownHost;
import dev.fairway.source.KnownHosts;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.security.RefusedForm;
import dev.fairway.web.settings.SettingsRights;
import dev.fairway.web.view.Age;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /settings/repos/hosts}: whose SSH keys and whose certificate authorities are trusted. */
@Controller
class HostsController {

    private final KnownHosts hosts;
    private final HostAuthorities authorities;
    private final SettingsRights rights;
    private final Clock clock;

    HostsController(KnownHosts hosts, HostAuthorities authorities, SettingsRights rights, Clock clock) {
        this.hosts = hosts;
        this.authorities = authorities;
        this.rights = rights;
        this.clock = clock;
    }

    /** @param builtIn comes with the program and cannot be removed */
    public record Key(String host, String type, String key, String fingerprint, boolean builtIn) {}

    /** @param ends the day the first of its certificates ends, and how long until then */
    public record Authority(String host, List<String> subjects, String ends, boolean ended) {}

    /** What was written into one of the two forms and refused. */
    public record Written(String lines, String host, String pem) {

        static final Written NOTHING = new Written("", "", "");
    }

    @GetMapping("/settings/repos/hosts")
    @Needs(resource = Resource.CERTIFICATES, action = "get", on = On.INSTALLATION)
    String list(@AuthenticationPrincipal Principal principal, Model model) {
        return page(Written.NOTHING, principal, model);
    }

    @PostMapping("/settings/repos/hosts/keys")
    @Needs(resource = Resource.CERTIFICATES, action = "create", on = On.INSTALLATION)
    String add(@RequestParam String lines, @AuthenticationPrincipal Principal principal, Model model) {
        try {
            hosts.add(lines, principal.actor());
            return "redirect:/settings/repos/hosts";
        } catch (ProblemException problem) {
            return refused(problem, new Written(lines, "", ""), principal, model);
        }
    }

    @PostMapping("/settings/repos/hosts/keys/remove")
    @Needs(resource = Resource.CERTIFICATES, action = "delete", on = On.INSTALLATION)
    String remove(
            @RequestParam String host,
            @RequestParam String type,
            @RequestParam String key,
            @AuthenticationPrincipal Principal principal) {
        hosts.remove(new KnownHost(host, type, key), principal.actor());
        return "redirect:/settings/repos/hosts";
    }

    @PostMapping("/settings/repos/hosts/authorities")
    @Needs(resource = Resource.CERTIFICATES, action = "create", on = On.INSTALLATION)
    String trust(
            @RequestParam String host,
            @RequestParam String pem,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        try {
            authorities.save(host, pem.replace("\r\n", "\n"), principal.actor());
            return "redirect:/settings/repos/hosts";
        } catch (ProblemException problem) {
            return refused(problem, new Written("", host, pem), principal, model);
        }
    }

    @PostMapping("/settings/repos/hosts/authorities/remove")
    @Needs(resource = Resource.CERTIFICATES, action = "delete", on = On.INSTALLATION)
    String distrust(@RequestParam String host, @AuthenticationPrincipal Principal principal) {
        authorities.remove(host, principal.actor());
        return "redirect:/settings/repos/hosts";
    }

    private String refused(ProblemException problem, Written written, Principal principal, Model model) {
        RefusedForm.tell(problem, model);
        return page(written, principal, model);
    }

    private String page(Written written, Principal principal, Model model) {
        Set<KnownHost> entered = new HashSet<>(hosts.entered());
        Instant now = clock.instant();
        model.addAttribute("written", written);
        model.addAttribute(
                "hostKeys",
                hosts.all().stream()
                        .map(each -> new Key(
                                each.host(), each.keyType(), each.key(), each.fingerprint(), !entered.contains(each)))
                        .toList());
        model.addAttribute(
                "authorities",
                authorities.all().stream().map(each -> show(each, now)).toList());
        model.addAttribute("denied", rights.refusal(principal, SettingsRights.certificates("create")));
        return "settings/hosts";
    }

    private static Authority show(HostAuthority authority, Instant now) {
        Instant first = authority.certificates().stream()
                .map(HostAuthority.Certificate::notAfter)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        boolean ended = first.isBefore(now);
        LocalDate day = LocalDate.ofInstant(first, ZoneOffset.UTC);
        return new Authority(
                authority.host(),
                authority.certificates().stream()
                        .map(HostAuthority.Certificate::subject)
                        .toList(),
                ended
                        ? "ended " + day
                        : "%s, in %s".formatted(day, Age.of(now, first).text()),
                ended);
    }
}
