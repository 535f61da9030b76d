/** The in-process Kubernetes API server. {@link dev.fairway.sandbox.api.SandboxApi} starts and stops it; {@link dev.fairway.sandbox.api.ObjectStore} is
 * the same server for controllers in this process; {@link dev.fairway.sandbox.api.RequestGate} is where fault rules take hold and
 * {@link dev.fairway.sandbox.api.PodLogs} where log lines come from. Loopback only. */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.api;
