package dev.fairway.applications;

import dev.fairway.resource.ApplicationName;

/** An application was written for the first time. Published in the writing transaction. */
public record ApplicationCreated(ApplicationName name) {}
