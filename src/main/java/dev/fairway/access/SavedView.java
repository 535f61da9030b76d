package dev.fairway.access;

/**
 * An address that a person gave a name.
 *
 * @param address a path of ours with its query
 */
public record SavedView(long id, String name, String address) {}
