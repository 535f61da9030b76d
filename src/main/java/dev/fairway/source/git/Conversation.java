package dev.fairway.source.git;

import java.util.List;
import org.eclipse.jgit.transport.Transport;

/**
 * A transport and the HTTP requests it made. JGit stops reading where the pack ends, and forgets the answer: a host that says
 * only then that its answer is over would cost us the connection, and a few fetches later there would be none left.
 */
record Conversation(Transport transport, List<GuardedConnection> requests) implements AutoCloseable {

    @Override
    public void close() {
        transport.close();
        requests.forEach(GuardedConnection::finish);
    }
}
