package dev.fairway.applications;

import dev.fairway.resource.ApplicationName;

/** An application was written: created, changed, or its deletion was asked for. Published in the writing transaction. */
public record ApplicationChanged(ApplicationName name) {}
