package dev.fairway.source.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends with an error, not silently, when more than the allowed bytes arrive or the time is over. */
final class BoundedBody extends FilterInputStream {

    /** What a reader may leave unread and still find the connection open for the next request. */
    private static final int LONGEST_END = 1024;

    private static final Duration END_TIME = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(BoundedBody.class);

    private final Origin origin;
    private final long maxBytes;
    private final Deadline deadline;
    private final Runnable hangUp;
    private long seen;
    /** Whether reading on could do any good. */
    private boolean readable = true;

    private boolean closed;

    BoundedBody(InputStream body, Origin origin, long maxBytes, Deadline deadline, Runnable hangUp) {
        super(body);
        this.origin = origin;
        this.maxBytes = maxBytes;
        this.deadline = deadline;
        this.hangUp = hangUp;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count;
        try {
            count = super.read(target, from, length);
        } catch (IOException e) {
            readable = false;
            throw deadline.explain(origin, e);
        }
        if (count < 0) {
            readable = false;
        } else {
            seen += count;
        }
        if (seen > maxBytes) {
            readable = false;
            throw new OutboundException(
                    OutboundException.Kind.LIMIT, origin + " sent more than " + maxBytes + " bytes", null);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * Many readers stop where what they wanted ends, a few bytes before the answer does. Those are read, so that the connection
     * can be used again; whoever sends more than that, or nothing, is cut off.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        deadline.met();
        if (readable) {
            Deadline end = new Deadline(END_TIME, hangUp);
            try {
                in.readNBytes(LONGEST_END);
            } catch (IOException cutOff) {
                LOG.trace("The end of an answer did not come", cutOff);
            } finally {
                end.met();
            }
        }
        hangUp.run();
    }
}
