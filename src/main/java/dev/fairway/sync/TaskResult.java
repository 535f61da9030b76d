package dev.fairway.sync;

import java.util.Optional;

/**
 * What became of one object of an operation.
 *
 * @param code empty while it is not known
 * @param message for people; may be empty
 * @param uid of the object that was written; may be empty
 * @param changed whether the operation changed it, as far as is known
 */
public record TaskResult(SyncTask task, Optional<ResultCode> code, String message, String uid, boolean changed) {}
