/** Bare mirrors by JGit: what a host's refs are, the objects behind them, read without a checkout. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.git;
