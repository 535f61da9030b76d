package dev.fairway.rollback;

/** @param branch where the commit is now */
public record WrittenRollback(String sha, String branch) {}
