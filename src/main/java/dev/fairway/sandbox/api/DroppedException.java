package dev.fairway.sandbox.api;

/** A fault rule ends the connection of this request without an answer. */
public final class DroppedException extends RuntimeException {

    public DroppedException() {
        super("A fault rule ended the connection", null, false, false);
    }
}
