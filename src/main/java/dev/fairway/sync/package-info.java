/**
 * From a comparison to a plan and from a plan to the next step: phases, waves, hooks, prune, retry. Pure: {@code advance}
 * takes what was observed and the time, and returns the next state and the actions; a shell elsewhere performs them.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource", "diff", "health"})
package dev.fairway.sync;
