/** What opens a repository, in clear, in memory only. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.credential;
