package dev.fairway.tenancy;

/** A project was written or removed; what it permits may be different. Published in the writing transaction. */
public record ProjectChanged(String name) {}
