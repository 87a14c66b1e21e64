package dev.tenure.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A log of made-up events and the writing of its export, by the words of the format alone. What it writes can be wrong
 * on purpose: every part is open to change before it is put together.
 */
final class SampleLog {

    static final String ORIGIN = "audit.example/tenure";
    static final SigningKey KEY = SigningKey.first(ORIGIN);
    static final SigningKey OTHER_KEY = SigningKey.second(ORIGIN);

    /** One event: its canonical JSON and the values that are still disclosed. */
    record Event(String json, List<Opened> opened) {
        byte[] bytes() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** One disclosed value. */
    record Opened(String field, String saltHex, String value) {
        byte[] salt() {
            return HexFormat.of().parseHex(saltHex);
        }

        byte[] valueBytes() {
            return value.getBytes(StandardCharsets.UTF_8);
        }
    }

    private SampleLog() {}

    /** Events 0 to count - 1. Every fifth has two personal values disclosed, every seventh one that was erased. */
    static List<Event> events(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(i));
        }
        return events;
    }

    static Event event(int i) {
        String tail = "\"type\":\"account-disabled\",\"version\":1,\"worker\":\"W" + (10_000 + i) + "\"}";
        if (i % 5 == 0) {
            Opened email = opened(i, "email", "worker" + i + "@sample.example");
            Opened name = opened(i, "name", i % 10 == 0 ? "" : "Sample Wörker " + i);
            String json = "{" + commitment(email) + "," + commitment(name) + "," + tail;
            return new Event(json, List.of(email, name));
        }
        if (i % 7 == 0) {
            String json = "{" + commitment(opened(i, "dn", "uid=" + i)) + "," + tail;
            return new Event(json, List.of());
        }
        return new Event("{" + tail, List.of());
    }

    private static Opened opened(int i, String field, String value) {
        byte[] salt = ReferenceTree.sha256(("salt of " + field + " in " + i).getBytes(StandardCharsets.UTF_8));
        return new Opened(field, HexFormat.of().formatHex(salt), value);
    }

    private static String commitment(Opened opened) {
        byte[] hash = ReferenceTree.sha256(
                opened.salt(), opened.field().getBytes(StandardCharsets.UTF_8), new byte[] {0}, opened.valueBytes());
        return "\"" + opened.field() + "\":{\"commitment\":\"sha256:"
                + HexFormat.of().formatHex(hash) + "\"}";
    }

    /** The whole export of these events, with a checkpoint at each of the sizes. */
    static List<String> export(List<Event> events, int... checkpointSizes) {
        List<String> lines = header(events.size());
        for (int i = 0; i < events.size(); i++) {
            lines.addAll(leafLines(i, events.get(i)));
        }
        for (int number = 0; number < checkpointSizes.length; number++) {
            lines.addAll(checkpointLines(number, checkpoint(KEY, events, checkpointSizes[number])));
        }
        lines.add("");
        return sealed(lines);
    }

    static List<String> header(int size) {
        return new ArrayList<>(
                List.of("tenure-audit-export 1", "origin " + ORIGIN, "key " + KEY.vkey(), "range 0 " + size));
    }

    /** The line of a leaf and the lines of its disclosures. */
    static List<String> leafLines(int index, Event event) {
        List<String> lines = new ArrayList<>();
        lines.add("leaf " + index + " " + HexFormat.of().formatHex(ReferenceTree.leafHash(event.bytes())) + " "
                + base64(event.bytes()));
        for (Opened opened : event.opened()) {
            lines.add("disclose " + index + " " + opened.field() + " " + base64(opened.salt()) + " "
                    + base64(opened.valueBytes()));
        }
        return lines;
    }

    /** The signed note over the first {@code size} events. */
    static String checkpoint(SigningKey key, List<Event> events, int size) {
        List<byte[]> hashes = events.subList(0, size).stream()
                .map(e -> ReferenceTree.leafHash(e.bytes()))
                .toList();
        return checkpoint(key, size, ReferenceTree.root(hashes));
    }

    static String checkpoint(SigningKey key, int size, byte[] root) {
        return key.note(key.name() + "\n" + size + "\n" + base64(root) + "\n");
    }

    static List<String> checkpointLines(int number, String note) {
        List<String> lines = new ArrayList<>();
        lines.add("checkpoint " + number);
        lines.addAll(note.lines().toList());
        return lines;
    }

    /** The same lines, the last replaced by an end line that fits them. */
    static List<String> sealed(List<String> lines) {
        List<String> result = new ArrayList<>(lines.subList(0, lines.size() - 1));
        long leaves = result.stream().filter(l -> l.startsWith("leaf ")).count();
        long checkpoints =
                result.stream().filter(l -> l.startsWith("checkpoint ")).count();
        String hash = HexFormat.of().formatHex(ReferenceTree.sha256(bytes(result)));
        result.add("end " + leaves + " " + checkpoints + " " + hash);
        return result;
    }

    static byte[] bytes(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
