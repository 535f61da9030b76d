package dev.fairway.source.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error, not silently, when more than the allowed bytes arrive or the time is over. */
final class BoundedBody extends FilterInputStream {

    private final Origin origin;
    private final long maxBytes;
    private final Deadline deadline;
    private final Runnable hangUp;
    private long seen;

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
            throw deadline.explain(origin, e);
        }
        if (count > 0) {
            seen += count;
        }
        if (seen > maxBytes) {
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

    @Override
    public void close() {
        deadline.met();
        // Not reading on: whoever sends without end must not hold us up.
        hangUp.run();
    }
}
