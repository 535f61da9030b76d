package dev.fairway.metrics.strands;

/** A commit by its place: which of the commits of a deployment, newest first. */
public record CommitAt(String deployment, int number) {}
