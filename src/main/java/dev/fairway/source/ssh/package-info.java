/** SSH with our own keys and known hosts only: no agent, no files of the machine's user, no questions. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.ssh;
