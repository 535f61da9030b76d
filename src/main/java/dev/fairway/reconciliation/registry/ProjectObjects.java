package dev.fairway.reconciliation.registry;

import dev.fairway.resource.Actor;
import dev.fairway.resource.Manifest;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** AppProjects as objects of the registry. */
@Component
class ProjectObjects {

    private final Projects projects;

    ProjectObjects(Projects projects) {
        this.projects = projects;
    }

    Optional<Manifest> find(String name) {
        return projects.find(name).map(RegisteredProject::manifest);
    }

    List<Manifest> all() {
        return projects.all().stream().map(RegisteredProject::manifest).toList();
    }

    /** A project is replaced wholly: what Git says is all there is. */
    Manifest predict(Manifest desired) {
        return find(desired.name())
                .map(live -> live.with(tree -> {
                    tree.set("spec", desired.tree().path("spec").deepCopy());
                    ObjectNode metadata = (ObjectNode) tree.path("metadata");
                    for (String field : List.of("labels", "annotations", "finalizers")) {
                        metadata.remove(field);
                        if (desired.tree().path("metadata").has(field)) {
                            metadata.set(
                                    field,
                                    desired.tree().path("metadata").path(field).deepCopy());
                        }
                    }
                }))
                .orElse(desired);
    }

    @Transactional
    public Manifest apply(Manifest desired, Actor actor) {
        return projects.apply(desired, actor).manifest();
    }

    @Transactional
    public void delete(String name, Actor actor) {
        projects.delete(name, actor);
    }
}
