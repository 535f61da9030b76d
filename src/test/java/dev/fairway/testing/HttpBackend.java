package dev.fairway.testing;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Serves the bare repositories of a folder by Git's own {@code http-backend}, as hosts do. It ends an answer later than the
 * pack in it, which JGit's servlet does not. Needs {@code git} on the path.
 */
public class HttpBackend extends HttpServlet {

    private final Path folder;
    private final Path program;

    public HttpBackend(Path folder) throws IOException {
        this.folder = folder;
        Process git = new ProcessBuilder("git", "--exec-path").start();
        this.program = Path.of(new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .resolve("git-http-backend");
    }

    /** Told of every request before it is answered. */
    protected void asked(HttpServletRequest request, String body) {}

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = body(request);
        asked(request, new String(body, StandardCharsets.ISO_8859_1));
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment(request, body.length));
        Process git = builder.start();
        try (OutputStream in = git.getOutputStream()) {
            in.write(body);
        }
        try (InputStream out = new BufferedInputStream(git.getInputStream())) {
            for (String header = line(out); !header.isEmpty(); header = line(out)) {
                String value = header.substring(header.indexOf(':') + 1).strip();
                if (header.startsWith("Status:")) {
                    response.setStatus(Integer.parseInt(value.substring(0, 3)));
                } else {
                    response.setHeader(header.substring(0, header.indexOf(':')), value);
                }
            }
            out.transferTo(response.getOutputStream());
            // The pack goes out before the end of the answer, as from a host that sends what it has.
            response.flushBuffer();
        }
    }

    private Map<String, String> environment(HttpServletRequest request, int length) {
        return Map.of(
                "GIT_PROJECT_ROOT", folder.toString(),
                "GIT_HTTP_EXPORT_ALL", "1",
                "GIT_PROTOCOL", header(request, "Git-Protocol"),
                "PATH_INFO", request.getPathInfo(),
                "REQUEST_METHOD", request.getMethod(),
                "QUERY_STRING", Optional.ofNullable(request.getQueryString()).orElse(""),
                "CONTENT_TYPE", header(request, "Content-Type"),
                "CONTENT_LENGTH", String.valueOf(length),
                // Whoever has a name may push.
                "REMOTE_USER", "anyone");
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        InputStream in = request.getInputStream();
        return header(request, "Content-Encoding").equals("gzip")
                ? new GZIPInputStream(in).readAllBytes()
                : in.readAllBytes();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    protected static String header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }
}
