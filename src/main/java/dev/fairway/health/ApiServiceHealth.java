package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** An APIService is healthy when the API it stands for answers. */
final class ApiServiceHealth {

    private ApiServiceHealth() {}

    static Health assess(Manifest service) {
        return Condition.find(service, "Available")
                .map(available -> available.isTrue()
                        ? Health.healthy(available.explanation())
                        : Health.progressing(available.explanation()))
                .orElseGet(() -> Health.progressing("Waiting for the API to answer"));
    }
}
