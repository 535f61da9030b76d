package dev.fairway.reconciliation.registry;

import dev.fairway.applications.Application;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.tenancy.AccessRules;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
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

    private final Projects projects;
    private final List<String> adminProjects;

    RegistryRules(Projects projects, @Value("${fairway.admin-projects:default}") List<String> adminProjects) {
        this.projects = projects;
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

    /**
     * Why a parent may not make this child: the child's project must be the parent's own, or admit applications from the
     * parent's namespace. A project that does not exist yet is no reason; the child itself will tell.
     */
    Optional<Problem> refusalOfChild(Application parent, Manifest child) {
        String project = child.text("/spec/project");
        if (project.isEmpty() || project.equals(parent.project())) {
            return Optional.empty();
        }
        return projects.find(project).map(RegisteredProject::project).flatMap(found -> AccessRules.of(found)
                .sourceNamespace(parent.name().namespace())
                .problem());
    }
}
