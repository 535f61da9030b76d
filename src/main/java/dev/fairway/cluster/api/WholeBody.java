package dev.fairway.cluster.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The body of one answer, collected as it arrives: no thread waits for its pieces. */
final class WholeBody implements AsyncBody.Consumer<List<ByteBuffer>> {

    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private volatile @Nullable AsyncBody source;

    /** @param most bytes; a longer body is given up */
    WholeBody(int most) {
        this.most = most;
    }

    /** Begins to read. */
    CompletableFuture<byte[]> from(AsyncBody body) {
        source = body;
        body.done().whenComplete((nothing, failure) -> {
            if (failure == null) {
                result.complete(bytes.toByteArray());
            } else {
                result.completeExceptionally(failure);
            }
        });
        body.consume();
        return result;
    }

    @Override
    public void consume(List<ByteBuffer> pieces, AsyncBody body) {
        for (ByteBuffer piece : pieces) {
            if (bytes.size() + piece.remaining() > most) {
                result.completeExceptionally(new IOException("the answer is too long"));
                body.cancel();
                return;
            }
            byte[] content = new byte[piece.remaining()];
            piece.get(content);
            bytes.writeBytes(content);
        }
        body.consume();
    }

    /** Gives up what has not arrived. */
    void cancel() {
        AsyncBody reading = source;
        if (reading != null) {
            reading.cancel();
        }
    }
}
