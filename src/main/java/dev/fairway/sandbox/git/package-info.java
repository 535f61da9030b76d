/**
 * The sandbox's Git host: bare repositories in one folder, filled with samples at first start, served for clone and push
 * over HTTP on loopback to who holds the sandbox token.
 *
 * <p>The engine meets it as any Git host: by address and credential. A push is announced to a listener inside the process,
 * as a Git host would by webhook.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.git;
