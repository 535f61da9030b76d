/**
 * The simulated world behind the sandbox's API: nodes, a scheduler, kubelets and the workload controllers, so that what is
 * applied comes to life, fails in believable ways and says so in statuses, events and logs.
 *
 * <p>Each {@code Controller} decides as a pure function of one object, a view of the cluster and the time; the engine
 * performs what it decides and calls it again when something it looks at has changed or the time it asked for has come.
 * Time is given from outside, so a test moves it by hand and a run is the same every time.
 *
 * <p>{@link dev.fairway.sandbox.world.World} runs it, {@link dev.fairway.sandbox.world.SimulatedLogs} writes logs and
 * {@link dev.fairway.sandbox.world.FaultGate} applies the fault rules.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.world;
