package dev.fairway.reconciliation;

import dev.fairway.applications.Application;
import dev.fairway.resource.ApplicationName;
import java.util.Optional;

/**
 * One application as lists show it.
 *
 * @param application what someone asked to run; empty if it is gone
 * @param status how it is going, without its objects and the results of its operation; empty until its first turn ended
 * @param changedBy the number of the transaction that changed either last
 */
public record Overview(
        ApplicationName name, Optional<Application> application, Optional<ApplicationStatus> status, long changedBy) {}
