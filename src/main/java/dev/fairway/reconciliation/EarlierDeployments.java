package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;

/** What the record knows of the past, for who writes it; the record answers. */
public interface EarlierDeployments {

    /** Whether the application has had a deployment of this state. */
    boolean had(ApplicationName application, String renderedHash);
}
