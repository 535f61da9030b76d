/** Keeps objects as bytes in memory, their history for watches, and a journal on disk that survives the end of the process. */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.api.storage;
