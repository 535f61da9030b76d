package dev.fairway.reconciliation.engine;

import dev.fairway.reconciliation.turns.TurnLoop;
import dev.fairway.reconciliation.turns.TurnNotifications;
import org.springframework.context.SmartLifecycle;

/** Starts the loop when everything else is there, and stops it first. */
final class LoopLifecycle implements SmartLifecycle {

    private final TurnLoop loop;
    private final TurnNotifications notifications;
    private final Chores chores;
    private volatile boolean running;

    LoopLifecycle(TurnLoop loop, TurnNotifications notifications, Chores chores) {
        this.loop = loop;
        this.notifications = notifications;
        this.chores = chores;
    }

    @Override
    public void start() {
        running = true;
        notifications.start();
        chores.start();
        loop.start();
    }

    @Override
    public void stop() {
        running = false;
        chores.close();
        notifications.close();
        loop.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server, so that Git hosts of this very process answer. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
