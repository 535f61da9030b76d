package dev.fairway.web.settings;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repository;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import dev.fairway.web.access.Permit;
import dev.fairway.web.access.Permits;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What somebody may do with repositories, clusters and projects. Argo CD's names of the objects: the address, after the
 * project if it belongs to one.
 */
@Component
public class SettingsRights {

    private final Rights rights;
    private final Permits permits;
    private final Clusters clusters;
    private final Projects projects;

    SettingsRights(Rights rights, Permits permits, Clusters clusters, Projects projects) {
        this.projects = projects;
        this.rights = rights;
        this.permits = permits;
        this.clusters = clusters;
    }

    public static Need repository(String action, String project, RepositoryUrl url) {
        return new Need(Resource.REPOSITORIES, action, named(project, url.text()));
    }

    public static Need repository(String action, Repository repository) {
        return repository(action, repository.project(), repository.url());
    }

    public static Need cluster(String action, String project, String server) {
        return new Need(Resource.CLUSTERS, action, named(project, server));
    }

    public Need cluster(String action, ClusterRef cluster) {
        return cluster(
                action, clusters.details(cluster).map(ClusterDetails::project).orElse(""), cluster.server());
    }

    public static Need project(String action, String name) {
        return new Need(Resource.PROJECTS, action, name);
    }

    public static Need certificates(String action) {
        return Need.onInstallation(Resource.CERTIFICATES, action);
    }

    /** What somebody may choose a project from. */
    public List<String> projectsSeenBy(Principal who) {
        return projects.all().stream()
                .map(RegisteredProject::name)
                .filter(name -> isAllowed(who, project("get", name)))
                .toList();
    }

    public boolean isAllowed(Principal who, Need need) {
        return rights.decide(who, need).isAllowed();
    }

    /** @throws dev.fairway.resource.ProblemException {@code NotPermitted} with what is missing and whom to ask */
    public void require(Principal who, Need need) {
        rights.require(who, need);
    }

    /** Why not, for the person who sees it; empty if they may. */
    public String refusal(Principal who, Need need) {
        return permits.of(who, need).refusal();
    }

    /** The same for what is asked object by object: empty if there may be one. */
    public String refusalSomewhere(Principal who, Resource resource, String action) {
        Permit permit = permits.somewhere(who, resource, action);
        return permit.refusal();
    }

    private static String named(String project, String address) {
        return project.isEmpty() ? address : project + "/" + address;
    }
}
