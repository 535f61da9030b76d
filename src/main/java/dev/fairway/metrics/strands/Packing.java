package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Synced;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Facts to bytes. Every text, site and commit is written once and named by its number afterwards. */
final class Packing {

    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){16,64}");
    /** No sentence of that many letters is shown whole. */
    private static final int LONGEST = 2_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<Site, Integer> sites = new HashMap<>();
    private final Map<Change, Integer> changes = new HashMap<>();

    private Packing() {}

    static byte[] pack(Bundle bundle) {
        Packing packing = new Packing();
        try {
            packing.number(bundle.deployed().size());
            for (Placed<Deployed> each : bundle.deployed().values()) {
                packing.deployed(each);
            }
            packing.number(bundle.synced().size());
            for (Placed<Synced> each : bundle.synced().values()) {
                packing.synced(each);
            }
            packing.number(bundle.degraded().size());
            for (Degraded each : bundle.degraded()) {
                packing.text(each.application());
                packing.instant(each.at());
                packing.text(each.message());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packing.bytes.toByteArray();
    }

    private void deployed(Placed<Deployed> placed) throws IOException {
        Deployed each = placed.fact();
        once(each.id());
        site(new Site(each.place(), placed.project()));
        optional(each.operation());
        out.writeBoolean(each.rollbackAsked());
        text(each.reason());
        text(each.revisions());
        out.writeByte(each.effect().ordinal());
        text(each.release());
        text(each.state());
        out.writeBoolean(each.first());
        number(each.changes().size());
        for (Change change : each.changes()) {
            change(change);
        }
        out.writeByte(each.known().ordinal());
        text(each.commitSource());
        text(each.actor());
        instant(each.liveAt());
        instant(each.healthyAt());
    }

    private void synced(Placed<Synced> placed) throws IOException {
        Synced each = placed.fact();
        once(each.id());
        site(new Site(each.place(), placed.project()));
        out.writeByte(each.cause().ordinal());
        text(each.revisions());
        out.writeByte(each.outcome().ordinal());
        out.writeByte(each.effect().ordinal());
        out.writeByte(each.rollout().ordinal());
        text(each.actor());
        text(each.message());
        instant(each.at());
        instant(each.settledAt());
    }

    private void site(Site site) throws IOException {
        if (isNew(sites, site)) {
            Place place = site.place();
            text(place.application());
            text(place.team());
            text(place.service());
            text(place.environment());
            out.writeBoolean(place.production());
            text(place.cluster());
            text(site.project());
        }
    }

    private void change(Change change) throws IOException {
        if (isNew(changes, change)) {
            text(change.sha());
            text(change.author());
            time(change.authoredAt());
            time(change.mergedAt());
            once(change.subject());
            out.writeBoolean(change.merge());
        }
    }

    private void time(Optional<Instant> time) throws IOException {
        out.writeBoolean(time.isPresent());
        if (time.isPresent()) {
            instant(time.get());
        }
    }

    private void optional(Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            once(text.get());
        }
    }

    private void instant(Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        number(instant.getNano());
    }

    private void text(String text) throws IOException {
        if (isNew(texts, text)) {
            once(text);
        }
    }

    /** A text that hardly comes again. What is hexadecimal, as names of commits and states are, takes half the room. */
    private void once(String text) throws IOException {
        if (HEX.matcher(text).matches()) {
            out.writeByte(text.length() / 2);
            out.write(HexFormat.of().parseHex(text));
        } else {
            out.writeByte(0);
            out.writeUTF(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        }
    }

    /** Writes its number; whether it has to be written out after that. */
    private <T> boolean isNew(Map<T, Integer> known, T value) throws IOException {
        Integer number = known.putIfAbsent(value, known.size());
        number(number == null ? known.size() - 1 : number);
        return number == null;
    }

    /** Seven bits a byte, the lowest first. */
    private void number(int number) throws IOException {
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            out.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }
}
