package dev.fairway.source.ssh;

import dev.fairway.source.git.LimitPassedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.FtpChannel;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.util.FS;

/** Counts what an SSH host sends. */
final class BoundedSessions extends SshSessionFactory {

    private final SshdSessionFactory sessions;
    private final long maxBytes;

    BoundedSessions(SshdSessionFactory sessions, long maxBytes) {
        this.sessions = sessions;
        this.maxBytes = maxBytes;
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int timeout)
            throws TransportException {
        return new Bounded(sessions.getSession(uri, credentials, fs, timeout), maxBytes);
    }

    @Override
    public String getType() {
        return sessions.getType();
    }

    @Override
    public void releaseSession(RemoteSession session) {
        session.disconnect();
    }

    private record Bounded(SshdSession session, long maxBytes) implements RemoteSession2 {

        @Override
        public Process exec(String command, int timeout) throws IOException {
            return new BoundedProcess(session.exec(command, timeout), maxBytes);
        }

        @Override
        public Process exec(String command, Map<String, String> environment, int timeout) throws IOException {
            return new BoundedProcess(session.exec(command, environment, timeout), maxBytes);
        }

        @Override
        public FtpChannel getFtpChannel() {
            throw new UnsupportedOperationException("Only Git is spoken over SSH");
        }

        @Override
        public void disconnect() {
            session.disconnect();
        }
    }

    private static final class BoundedProcess extends Process {

        private final Process remote;
        private final InputStream output;

        BoundedProcess(Process remote, long maxBytes) {
            this.remote = remote;
            this.output = new Bounding(remote.getInputStream(), maxBytes);
        }

        @Override
        public InputStream getInputStream() {
            return output;
        }

        @Override
        public OutputStream getOutputStream() {
            return remote.getOutputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return remote.getErrorStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            return remote.waitFor();
        }

        @Override
        public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
            return remote.waitFor(timeout, unit);
        }

        @Override
        public int exitValue() {
            return remote.exitValue();
        }

        @Override
        public void destroy() {
            remote.destroy();
        }
    }

    private static final class Bounding extends FilterInputStream {

        private long left;

        Bounding(InputStream in, long maxBytes) {
            super(in);
            this.left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int got = super.read(target, from, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new LimitPassedException();
            }
        }
    }
}
