package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.Effect;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Synced;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Bytes back to the facts that {@link Packing} wrote. */
final class Unpacking {

    private static final Effect[] EFFECTS = Effect.values();
    private static final Deployed.Known[] KNOWN = Deployed.Known.values();
    private static final Synced.Cause[] CAUSES = Synced.Cause.values();
    private static final Synced.Outcome[] OUTCOMES = Synced.Outcome.values();
    private static final Synced.Rollout[] ROLLOUTS = Synced.Rollout.values();

    private final DataInputStream in;
    private final List<String> texts = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private Unpacking(byte[] bytes) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    static Bundle unpack(byte[] bytes) {
        Unpacking unpacking = new Unpacking(bytes);
        Bundle bundle = new Bundle();
        try {
            for (int left = unpacking.number(); left > 0; left--) {
                bundle.put(unpacking.deployed());
            }
            for (int left = unpacking.number(); left > 0; left--) {
                bundle.putSynced(unpacking.synced());
            }
            for (int left = unpacking.number(); left > 0; left--) {
                bundle.degraded().add(new Degraded(unpacking.text(), unpacking.instant(), unpacking.text()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }

    private Placed<Deployed> deployed() throws IOException {
        String id = once();
        Site site = site();
        Deployed each = new Deployed(
                id,
                site.place(),
                in.readBoolean() ? Optional.of(once()) : Optional.empty(),
                in.readBoolean(),
                text(),
                text(),
                EFFECTS[in.readByte()],
                text(),
                text(),
                in.readBoolean(),
                changes(),
                KNOWN[in.readByte()],
                text(),
                text(),
                instant(),
                instant());
        return new Placed<>(each, site.project());
    }

    private Placed<Synced> synced() throws IOException {
        String id = once();
        Site site = site();
        Synced each = new Synced(
                id,
                site.place(),
                CAUSES[in.readByte()],
                text(),
                OUTCOMES[in.readByte()],
                EFFECTS[in.readByte()],
                ROLLOUTS[in.readByte()],
                text(),
                text(),
                instant(),
                instant());
        return new Placed<>(each, site.project());
    }

    private Site site() throws IOException {
        int number = number();
        if (number == sites.size()) {
            Place place = new Place(text(), text(), text(), text(), in.readBoolean(), text());
            sites.add(new Site(place, text()));
        }
        return sites.get(number);
    }

    private List<Change> changes() throws IOException {
        List<Change> of = new ArrayList<>();
        for (int left = number(); left > 0; left--) {
            int number = number();
            if (number == changes.size()) {
                changes.add(new Change(text(), text(), time(), time(), once(), in.readBoolean()));
            }
            of.add(changes.get(number));
        }
        return List.copyOf(of);
    }

    private Optional<Instant> time() throws IOException {
        return in.readBoolean() ? Optional.of(instant()) : Optional.empty();
    }

    private Instant instant() throws IOException {
        return Instant.ofEpochSecond(in.readLong(), number());
    }

    private String text() throws IOException {
        int number = number();
        if (number == texts.size()) {
            texts.add(once());
        }
        return texts.get(number);
    }

    private String once() throws IOException {
        int half = in.readByte();
        return half == 0 ? in.readUTF() : HexFormat.of().formatHex(in.readNBytes(half));
    }

    private int number() throws IOException {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return number;
            }
        }
    }
}
