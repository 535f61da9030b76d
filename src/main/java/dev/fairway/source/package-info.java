/**
 * Git: one bare mirror per repository and credential, revisions, trees, the commits between two revisions; Helm and
 * OCI charts through one guarded HTTP client. No checkout, no hooks, no filters, no submodules. Does I/O; a failure is a
 * {@link dev.fairway.resource.ProblemException} that names the repository and what to do next.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"audit", "configuration", "resource", "secrets"})
package dev.fairway.source;
