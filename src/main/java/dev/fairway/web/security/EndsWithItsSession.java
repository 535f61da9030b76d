package dev.fairway.web.security;

import dev.fairway.access.Principal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An answer that is written over a long time (events, logs that are followed) ends when the session or the token ends that it
 * was opened with: before each piece that comes two seconds after the last look, we look again. Pages are written by a
 * writer, at once; they are left alone.
 */
final class EndsWithItsSession extends OncePerRequestFilter {

    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Presence presence;

    EndsWithItsSession(Presence presence) {
        this.presence = presence;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // The stream of a page looks by itself, and says goodbye.
        return !request.getMethod().equals("GET") || request.getServletPath().equals("/events");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        boolean signedIn = known != null && known.getPrincipal() instanceof Principal;
        chain.doFilter(request, signedIn ? new Watched(response, presence.watching(request)) : response);
    }

    private static final class Watched extends HttpServletResponseWrapper {

        private final Supplier<Optional<Principal>> who;
        private long looked = System.nanoTime();
        private @Nullable ServletOutputStream stream;

        Watched(HttpServletResponse response, Supplier<Optional<Principal>> who) {
            super(response);
            this.who = who;
        }

        private void look() throws IOException {
            long now = System.nanoTime();
            if (now - looked < EVERY) {
                return;
            }
            if (who.get().isEmpty()) {
                throw new IOException("The session or token that this answer was opened with has ended");
            }
            looked = now;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) {
                stream = new WatchedStream(super.getOutputStream());
            }
            return stream;
        }

        private final class WatchedStream extends ServletOutputStream {

            private final ServletOutputStream inner;

            WatchedStream(ServletOutputStream inner) {
                this.inner = inner;
            }

            @Override
            public void write(int octet) throws IOException {
                look();
                inner.write(octet);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                look();
                inner.write(octets, offset, length);
            }

            @Override
            public void flush() throws IOException {
                inner.flush();
            }

            @Override
            public void close() throws IOException {
                inner.close();
            }

            @Override
            public boolean isReady() {
                return inner.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                inner.setWriteListener(listener);
            }
        }
    }
}
