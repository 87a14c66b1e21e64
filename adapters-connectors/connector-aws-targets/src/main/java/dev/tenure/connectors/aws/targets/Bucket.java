package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A bucket of S3 with a trail's files, to be read. */
final class Bucket {

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HH").withZone(ZoneOffset.UTC);

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private int delivered;

    Map<String, byte[]> files() {
        return files;
    }

    /** Writes what the log tells and is not written yet, one file for each hour and region; answers their names. */
    List<String> deliver(List<TrailLog.Entry> entries, String prefix) {
        Map<String, List<ObjectNode>> byName = new LinkedHashMap<>();
        for (TrailLog.Entry entry : entries.subList(delivered, entries.size())) {
            byName.computeIfAbsent(
                            name(prefix, entry.region(), entry.at().plusSeconds(300), "embedded" + delivered),
                            n -> new ArrayList<>())
                    .add(entry.record());
        }
        delivered = entries.size();
        byName.forEach((name, records) -> files.put(name, packed(TrailLog.file(records))));
        return List.copyOf(byName.keySet());
    }

    String deliverNothing(String prefix, String region, Instant day) {
        String name = name(prefix, region, day, "empty");
        files.put(name, packed(TrailLog.file(List.of())));
        return name;
    }

    /** A file is named at the end of an hour. */
    private static String name(String prefix, String region, Instant at, String last) {
        return prefix + EmbeddedAws.ACCOUNT + "/CloudTrail/" + region + "/" + FOLDER.format(at) + "/"
                + EmbeddedAws.ACCOUNT + "_CloudTrail_" + region + "_" + HOUR.format(at) + "59Z_" + last + ".json.gz";
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    byte[] get(String key) throws Problem {
        byte[] file = files.get(key);
        if (file == null) {
            throw new Problem("NoSuchKey");
        }
        return file;
    }

    /** Answers ListObjectsV2. */
    Xml list(String name, Map<String, String> asked, int most, boolean repeats) {
        String prefix = asked.getOrDefault("prefix", "");
        String after = Optional.ofNullable(asked.get("continuation-token"))
                .map(token -> token.substring(token.indexOf('-') + 1))
                .orElse("");
        int size = Math.min(most, Integer.parseInt(asked.getOrDefault("max-keys", "1000")));
        List<String> all = files.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .toList();
        List<String> page = all.subList(0, Math.min(size, all.size()));
        boolean more = page.size() < all.size() || repeats;
        return new Xml().in("ListBucketResult", out -> {
            out.text("Name", name)
                    .text("Prefix", prefix)
                    .text("KeyCount", Integer.toString(page.size()))
                    .text("MaxKeys", Integer.toString(size))
                    .text("IsTruncated", Boolean.toString(more));
            if (more) {
                out.text(
                        "NextContinuationToken",
                        repeats
                                ? asked.getOrDefault("continuation-token", "after-")
                                : "after-" + page.get(page.size() - 1));
            }
            for (String key : page) {
                out.in("Contents", one -> one.text("Key", key)
                        .text("LastModified", "2026-03-01T00:00:00.000Z")
                        .text("ETag", "\"0\"")
                        .text("Size", Integer.toString(files.getOrDefault(key, new byte[0]).length))
                        .text("StorageClass", "STANDARD"));
            }
        });
    }

    /** What stands behind the question mark of an address. */
    static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String one : raw.split("&", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                query.put(decoded(one.substring(0, equals)), decoded(one.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
