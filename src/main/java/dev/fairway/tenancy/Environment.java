package dev.fairway.tenancy;

/**
 * Where software runs, as people speak of it.
 *
 * @param production whether what runs there counts as production, for delivery figures and for care
 */
public record Environment(String name, boolean production) {}
