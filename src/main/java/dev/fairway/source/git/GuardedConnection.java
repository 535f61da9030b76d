package dev.fairway.source.git;

import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.OutboundAnswer;
import dev.fairway.source.outbound.OutboundCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** Lets JGit speak HTTP through our guarded client: it never sees the credential and cannot leave the origin. */
final class GuardedConnection implements HttpConnection {

    private final GuardedHttp http;
    private final URL url;
    private final UnaryOperator<OutboundCall> preparation;
    private final StatusSeen seen;
    private final Map<String, String> requestHeaders = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String method = "GET";
    private @Nullable OutboundAnswer answer;

    /** @param preparation adds what JGit must not know: the credential, TLS, limits */
    GuardedConnection(GuardedHttp http, URL url, UnaryOperator<OutboundCall> preparation, StatusSeen seen) {
        this.http = http;
        this.url = url;
        this.preparation = preparation;
        this.seen = seen;
    }

    /** Remembers the last status, which says more than JGit's exceptions do. */
    static final class StatusSeen {
        volatile int last;
    }

    /** Leaves the connection to the next request. */
    void finish() {
        OutboundAnswer known = answer;
        if (known != null) {
            try {
                known.close();
            } catch (IOException cutOff) {
                // Nobody waits for it any more.
            }
        }
    }

    private OutboundAnswer answer() throws IOException {
        OutboundAnswer known = answer;
        if (known != null) {
            return known;
        }
        OutboundCall call = OutboundCall.get(URI.create(url.toString()));
        for (Map.Entry<String, String> header : requestHeaders.entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        if (method.equals("POST")) {
            call = call.post(body.toByteArray());
        }
        OutboundAnswer fresh = http.send(preparation.apply(call));
        seen.last = fresh.status();
        answer = fresh;
        return fresh;
    }

    @Override
    public int getResponseCode() throws IOException {
        return answer().status();
    }

    @Override
    public URL getURL() {
        return url;
    }

    @Override
    public String getResponseMessage() throws IOException {
        return "status " + answer().status();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        OutboundAnswer known = answer;
        if (known == null) {
            return Map.of();
        }
        // The body is unpacked already; JGit would unpack it once more.
        Map<String, List<String>> headers = new LinkedHashMap<>(known.headers());
        headers.remove("content-encoding");
        return headers;
    }

    @Override
    public void setRequestProperty(String key, String value) {
        // The client inflates answers itself; asking for gzip here would hand JGit an inflated stream it inflates
        // again.
        if (!key.equalsIgnoreCase("Accept-Encoding") && !key.equalsIgnoreCase("Authorization")) {
            requestHeaders.put(key, value);
        }
    }

    @Override
    public void setRequestMethod(String method) {
        this.method = method;
    }

    @Override
    public void setUseCaches(boolean usecaches) {}

    @Override
    public void setConnectTimeout(int timeout) {}

    @Override
    public void setReadTimeout(int timeout) {}

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("content-type");
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return answer().body();
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        List<String> values = getHeaderFields(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return getHeaderFields().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public int getContentLength() {
        String length = getHeaderField("content-length");
        return length == null || !length.matches("[0-9]{1,9}") ? -1 : Integer.parseInt(length);
    }

    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {}

    @Override
    public void setDoOutput(boolean dooutput) {}

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {}

    @Override
    public OutputStream getOutputStream() {
        return body;
    }

    @Override
    public void setChunkedStreamingMode(int chunklen) {}

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void connect() throws IOException {
        answer();
    }

    /** JGit offers this to switch verification off; it stays on. */
    @Override
    public void configure(KeyManager[] km, TrustManager[] tm, SecureRandom random) {
        throw new UnsupportedOperationException("Certificates are always verified");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier hostnameverifier) {
        throw new UnsupportedOperationException("Host names are always verified");
    }
}
