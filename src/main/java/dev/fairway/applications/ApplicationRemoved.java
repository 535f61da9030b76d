package dev.fairway.applications;

import dev.fairway.resource.ApplicationName;
import java.util.Optional;

/** An application is gone for good. Published in the removing transaction. */
public record ApplicationRemoved(ApplicationName name, Optional<ApplicationName> parent) {}
