package dev.fairway.configuration;

/** Someone pushed to a Git host in this process; the new state can be fetched. */
public record RepositoryPushed(String url) {}
