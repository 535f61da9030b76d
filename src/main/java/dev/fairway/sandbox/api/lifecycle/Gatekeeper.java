package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.DroppedException;
import dev.fairway.sandbox.api.RequestGate;
import dev.fairway.sandbox.api.StatusException;

/** Asks the gate and does what it says. A new gate takes effect at once. */
public final class Gatekeeper {

    private volatile RequestGate gate = request -> RequestGate.ALLOW;

    public void use(RequestGate other) {
        gate = other;
    }

    /** Returns when the request may go on; throws {@link StatusException} or {@link DroppedException} otherwise. */
    public void pass(RequestGate.Request request) {
        switch (gate.judge(request)) {
            case RequestGate.Verdict.Allow ignored -> {}
            case RequestGate.Verdict.Deny deny -> throw deny.status();
            case RequestGate.Verdict.Drop ignored -> throw new DroppedException();
            case RequestGate.Verdict.Slow slow -> {
                try {
                    Thread.sleep(slow.delay());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new DroppedException();
                }
            }
        }
    }
}
