package dev.fairway.web.settings.access;

import dev.fairway.access.Grants;
import dev.fairway.access.Policies;
import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.SavedPolicy;
import dev.fairway.access.policy.BuiltInRole;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.PolicyLine;
import dev.fairway.access.policy.PolicyText;
import dev.fairway.access.policy.Resource;
import dev.fairway.access.policy.Sight;
import dev.fairway.access.policy.Subject;
import dev.fairway.applications.Applications;
import dev.fairway.resource.ApplicationName;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import dev.fairway.web.access.Permits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page in: as much of it as the person who looks may see. */
@Component
class AccessPages {

    private static final int MOST_PEOPLE = 60;
    private static final int MOST_PROJECTS = 20;
    private static final int MOST_APPLICATIONS = 60;

    private final Rights rights;
    private final Grants grants;
    private final Policies policies;
    private final Permits permits;
    private final Projects projects;
    private final Applications applications;

    AccessPages(
            Rights rights,
            Grants grants,
            Policies policies,
            Permits permits,
            Projects projects,
            Applications applications) {
        this.rights = rights;
        this.grants = grants;
        this.policies = policies;
        this.permits = permits;
        this.projects = projects;
        this.applications = applications;
    }

    /** The policy as it would be sent by its form. */
    record Draft(String text, String defaultRole) {

        static Draft of(SavedPolicy saved) {
            return new Draft(saved.text(), saved.defaultRole());
        }
    }

    String page(Principal who, Question question, Draft draft, Model model) {
        boolean reads = rights.decide(who, Policies.READ).isAllowed();
        String about = reads && !question.who().isEmpty() ? question.who() : who.user();
        model.addAttribute("reads", reads);
        model.addAttribute("question", new Question(about, question.deed(), question.object()));
        model.addAttribute("deeds", Deed.ALL);
        model.addAttribute("answer", answer(who, about, question));
        model.addAttribute("matrix", RoleMatrix.of(rights.policy()));
        model.addAttribute("mayChange", permits.of(who, Policies.CHANGE));
        model.addAttribute("mayRead", permits.of(who, Policies.READ));
        if (reads) {
            model.addAttribute("people", rights.subjects(MOST_PEOPLE).keySet());
            model.addAttribute("projects", projectNames());
            model.addAttribute("roles", roles());
            model.addAttribute("grants", grants.all());
            model.addAttribute("policy", draft);
            model.addAttribute("saved", policies.current());
        }
        return "settings/access";
    }

    PolicyPreview preview(Draft draft, Principal who) {
        PolicyText text = PolicyText.read(draft.text());
        return PolicyPreview.of(
                PolicyText.read(policies.current().text()),
                text,
                rights.policy(),
                policies.imagined(text, draft.defaultRole()),
                rights.subjects(MOST_PEOPLE),
                objects(rights.sight(who)));
    }

    private Optional<Answer> answer(Principal who, String about, Question question) {
        return Deed.of(question.deed())
                .map(deed -> Answer.of(
                        about,
                        deed,
                        rights.policy()
                                .decide(
                                        about.equals(who.user()) ? who.subject() : subject(about),
                                        need(deed, question.object(), who))));
    }

    /** Somebody who has never been here is asked about as well: the policy may name them already. */
    private Subject subject(String name) {
        return rights.subject(name).orElseGet(() -> Subject.named(name));
    }

    private Need need(Deed deed, String object, Principal who) {
        if (object.isEmpty() || (!deed.isOnApplication() && deed.resource() != Resource.PROJECTS)) {
            return new Need(deed.resource(), deed.action(), object.isEmpty() ? Need.ALL : object);
        }
        if (deed.isOnApplication() && !object.contains("/")) {
            ApplicationName name = new ApplicationName(ApplicationName.CONTROL_PLANE_NAMESPACE, object);
            return applications
                    .find(name)
                    .filter(application -> rights.sight(who).sees(application.project(), name))
                    .map(application -> Need.onApplication(deed.resource(), deed.action(), application.project(), name))
                    .orElse(new Need(deed.resource(), deed.action(), object + "/any"));
        }
        return new Need(deed.resource(), deed.action(), object);
    }

    /** Each project with the applications in it that may be named. */
    private Map<String, List<String>> objects(Sight sight) {
        Map<String, List<String>> objects = new TreeMap<>();
        projectNames().stream().limit(MOST_PROJECTS).forEach(project -> objects.put(project, new ArrayList<>()));
        applications.all().stream()
                .filter(application -> objects.containsKey(application.project())
                        && sight.sees(application.project(), application.name()))
                .limit(MOST_APPLICATIONS)
                .forEach(application -> objects.getOrDefault(application.project(), new ArrayList<>())
                        .add(Need.onApplication(Resource.APPLICATIONS, "get", application.project(), application.name())
                                .object()));
        return objects;
    }

    private List<String> projectNames() {
        return projects.all().stream().map(RegisteredProject::name).sorted().toList();
    }

    /** The built-in ones, then those that the policy makes. */
    private List<String> roles() {
        TreeSet<String> made = new TreeSet<>();
        rights.policy().lines().forEach(line -> {
            switch (line) {
                case PolicyLine.Permission permission -> made.add(permission.subject());
                case PolicyLine.Membership membership -> made.add(membership.role());
            }
        });
        made.removeIf(name -> !name.startsWith("role:") || BuiltInRole.of(name).isPresent());
        return Stream.concat(Stream.of(BuiltInRole.values()).map(BuiltInRole::subject), made.stream())
                .toList();
    }
}
