package dev.fairway.web.access;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.applications.Application;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people may do, as pages show it and as handlers ask for what no address says. */
@Component
public class Permits {

    private static final String DEFAULT_PROJECT = "default";

    private final Rights rights;

    Permits(Rights rights) {
        this.rights = rights;
    }

    public Permit of(Principal who, Need need) {
        return Permit.of(rights.decide(who, need));
    }

    /** For what is asked object by object: on if there may be one. */
    public Permit somewhere(Principal who, Resource resource, String action) {
        return rights.isPossibleSomewhere(who, resource, action)
                ? Permit.GIVEN
                : of(who, Need.onInstallation(resource, action));
    }

    public AppPermits on(Application application, Principal who) {
        return on(application.name(), application.project(), who);
    }

    public AppPermits on(ApplicationName application, String project, Principal who) {
        return new AppPermits(application, project, need -> rights.decide(who, need));
    }

    /** @throws dev.fairway.resource.ProblemException {@code NotPermitted} */
    public void require(Principal who, ApplicationName application, String project, String action) {
        rights.require(who, Need.onApplication(Resource.APPLICATIONS, action, project, application));
    }

    /**
     * Whether someone may write an application as it is given: they may create it in its project; or update it there,
     * and, where it is in another one now, there as well.
     *
     * @throws dev.fairway.resource.ProblemException {@code NotPermitted}
     */
    public void requireWrite(Principal who, ApplicationName name, Optional<Application> before, Manifest given) {
        String text = given.text("/spec/project");
        String project = text.isEmpty() ? DEFAULT_PROJECT : text;
        String action = before.isPresent() ? "update" : "create";
        before.ifPresent(application -> require(who, name, application.project(), action));
        if (before.map(Application::project).filter(project::equals).isEmpty()) {
            require(who, name, project, action);
        }
    }
}
