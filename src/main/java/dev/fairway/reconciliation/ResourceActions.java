package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;

/**
 * What a person may do to objects below an application, past Git. Every action is recorded; whoever keeps an application
 * healed will see it undone where Git says otherwise.
 */
public interface ResourceActions {

    /**
     * Carries it out at once.
     *
     * @return the object that changed, or that was made
     * @throws dev.fairway.resource.ProblemException {@code NotFound} if the object is no part of the application, {@code
     *     NotPossible} if its kind knows no such action
     * @throws dev.fairway.cluster.ClusterProblem if the cluster refuses
     */
    ResourceKey act(ApplicationName application, ResourceKey key, ResourceAction action, Actor actor);
}
