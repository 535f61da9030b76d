/**
 * Decisions: who may do what to which object, and which line says so. Pure; the lines come from elsewhere.
 *
 * <p>The grammar is that of Argo CD's {@code policy.csv}: {@code p, subject, resource, action, object, allow|deny} and
 * {@code g, subject, role}, to which Fairway adds a last word {@code g, subject, role, project} that limits a role to a
 * project. A deny beats every allow, also that of the default role.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("policy")
package dev.fairway.access.policy;
