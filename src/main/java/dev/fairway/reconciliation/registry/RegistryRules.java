package dev.fairway.reconciliation.registry;

import dev.fairway.applications.Application;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What an application may put into the registry: other applications, of its own project or of one that admits its
 * namespace; projects only if its own project is an admin project, for a project is what limits everyone else.
 */
@Component
public class RegistryRules {

    private final List<String> adminProjects;

    RegistryRules(@Value("${fairway.admin-projects:default}") List<String> adminProjects) {
        this.adminProjects = adminProjects;
    }

    public static boolean isAbout(ResourceKey key) {
        return RegistryDriver.serves(key.groupKind());
    }

    public Optional<Problem> refusal(Application application, ResourceKey key) {
        if (key.kind().equals("AppProject") && !adminProjects.contains(application.project())) {
            return Optional.of(Problem.stalled(
                    "NotPermitted",
                    "%s may only come from an application of an admin project (%s), and %s is of the project %s."
                            .formatted(
                                    key.display(),
                                    String.join(", ", adminProjects),
                                    application.name(),
                                    application.project())));
        }
        return Optional.empty();
    }

    /** Whether a parent may make a child of this project. */
    public Optional<Problem> refusalOfChild(String parentProject, String childProject, String child) {
        if (parentProject.equals(childProject) || adminProjects.contains(parentProject)) {
            return Optional.empty();
        }
        return Optional.of(Problem.stalled(
                "NotPermitted",
                "The application %s belongs to the project %s; its parent's project %s may not make applications of other projects."
                        .formatted(child, childProject, parentProject)));
    }
}
