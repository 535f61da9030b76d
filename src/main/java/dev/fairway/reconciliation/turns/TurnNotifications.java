package dev.fairway.reconciliation.turns;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for what other replicas, and this one, enqueue. Only a wake-up: the loop finds due turns without it, later. */
public final class TurnNotifications implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TurnNotifications.class);

    private final DataSource dataSource;
    private final TurnLoop loop;
    private volatile boolean running = true;

    public TurnNotifications(DataSource dataSource, TurnLoop loop) {
        this.dataSource = dataSource;
        this.loop = loop;
    }

    public void start() {
        Thread.ofPlatform().daemon().name("turn-notifications").start(this::run);
    }

    private void run() {
        while (running) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("LISTEN " + TurnQueue.CHANNEL);
                while (running) {
                    deliver(connection.unwrap(PGConnection.class).getNotifications(500));
                }
            } catch (SQLException e) {
                if (running) {
                    LOG.warn("Wake-ups from Postgres are lost for now: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void deliver(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            if (!notification.getParameter().isEmpty()) {
                loop.claim(notification.getParameter());
            }
        }
        if (notifications.length > 0) {
            loop.wake();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        running = false;
    }
}
