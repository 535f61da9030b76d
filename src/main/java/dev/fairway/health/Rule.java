package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** How the objects of one kind show their health. */
@FunctionalInterface
interface Rule {

    Health assess(Manifest object);
}
