package dev.fairway.cluster.api;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The body of one answer, collected as it arrives: no thread waits for its pieces. */
final class WholeBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private long left;
    private @Nullable Subscription source;

    /** @param most bytes; a longer body is given up */
    WholeBody(long most) {
        this.left = most;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        collected.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        left -= pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        if (left >= 0) {
            collected.onNext(pieces);
        } else if (source != null) {
            source.cancel();
            collected.onError(new IOException("the answer is too long"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        collected.onError(failure);
    }

    @Override
    public void onComplete() {
        collected.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected.getBody();
    }
}
