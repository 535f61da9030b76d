package dev.fairway.web.access;

import dev.fairway.access.NotPermitted;
import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Decision;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.Ledger;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.tenancy.Projects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Decides whether a handler may be called, by what it declares. */
@Component
class Gate {

    private final Rights rights;
    private final Applications applications;
    private final Projects projects;
    private final Ledger ledger;

    Gate(Rights rights, Applications applications, Projects projects, Ledger ledger) {
        this.projects = projects;
        this.rights = rights;
        this.applications = applications;
        this.ledger = ledger;
    }

    /** @throws ProblemException if it may not: {@code NotFound} where one may not even know of the object */
    void pass(Needs needs, Principal who, Asked asked) {
        String action = asked.action(needs.action());
        switch (needs.on()) {
            case APPLICATION -> application(needs.resource(), action, who, asked.application());
            case OPERATION -> operation(needs.resource(), action, who, asked.number("id"));
            case PROJECT -> project(action, who, asked.part("name"));
            case INSTALLATION -> require(who, Need.onInstallation(needs.resource(), action));
            case SOMEWHERE -> somewhere(needs.resource(), action, who);
        }
    }

    private void application(Resource resource, String action, Principal who, ApplicationName name) {
        Supplier<ProblemException> missing = () -> missing("There is no application %s.".formatted(name));
        Application application = applications.find(name).orElseThrow(missing);
        readable(who, application.project(), name, missing);
        require(who, Need.onApplication(resource, action, application.project(), name));
    }

    /** The project it was in when it began counts, and the one that the application is in now. */
    private void operation(Resource resource, String action, Principal who, long id) {
        Supplier<ProblemException> missing = () -> missing("There is no operation %d.".formatted(id));
        Concerned operation = ledger.concerned(id).orElseThrow(missing);
        ApplicationName name = operation.application();
        Optional<String> now = applications.find(name).map(Application::project);
        readable(who, operation.project(), name, missing);
        now.ifPresent(project -> readable(who, project, name, missing));
        require(who, Need.onApplication(resource, action, now.orElse(operation.project()), name));
    }

    private void project(String action, Principal who, String name) {
        if (projects.find(name).isEmpty()
                || !rights.decide(who, new Need(Resource.PROJECTS, "get", name)).isAllowed()) {
            throw missing("There is no project %s.".formatted(name));
        }
        require(who, new Need(Resource.PROJECTS, action, name));
    }

    private void readable(Principal who, String project, ApplicationName name, Supplier<ProblemException> missing) {
        if (!rights.sight(who).sees(project, name)) {
            throw missing.get();
        }
    }

    private void somewhere(Resource resource, String action, Principal who) {
        if (!rights.isPossibleSomewhere(who, resource, action)) {
            require(who, Need.onInstallation(resource, action));
        }
    }

    private void require(Principal who, Need need) {
        Decision decision = rights.decide(who, need);
        if (!decision.isAllowed()) {
            throw NotPermitted.because(decision);
        }
    }

    private static ProblemException missing(String text) {
        return Problem.stalled("NotFound", text).asException();
    }
}
