package dev.fairway.diagnosis;

import java.util.Optional;

/** Knows one cause. */
interface Rule {

    Optional<Finding> find(Subject subject);
}
