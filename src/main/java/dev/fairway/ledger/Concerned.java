package dev.fairway.ledger;

import dev.fairway.resource.ApplicationName;

/** An application, and the project it was in when something of the record happened. */
public record Concerned(ApplicationName application, String project) {}
