package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker file larger than the service's whole heap, and in the long check a gigabyte: it streams into the database, and what
 * it needs of memory does not grow with it.
 */
class LargeUploadIT {

    private static final String HEAP = "160m";
    private static final Duration BOUND = Duration.ofMinutes(15);
    private static final long SIZE = Premises.SOAK ? 1L << 30 : 1L << 28;
    private static final int ROW = 2048;
    private static final String HEADER = "worker_id,given_name,family_name,start_date,notes";

    @Test
    void aFileLargerThanTheHeapStreamsIn(@TempDir Path folder) throws Exception {
        try (OpenThings open = new OpenThings()) {
            LoneService service = LoneService.start(folder, HEAP, Map.of(), open);
            JsonNode feed = new ObjectMapper().readTree("""
                            {"headers": {"worker_id": "worker_id", "given_name": "given_name",
                                         "family_name": "family_name", "start_date": "start_date"}, "timeZone": "UTC"}
                            """);
            service.api().create(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/worker-feeds/large", feed);

            long rows = SIZE / ROW;
            // It asks to go on in HTTP/2, as Java's client does by itself: that must not gather the file in memory
            // either.
            HttpClient http = open.keep(HttpClient.newHttpClient());
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(
                                    service.application().address().resolve("/api/v1/worker-feeds/large/snapshots"))
                            .timeout(BOUND)
                            .header(
                                    "Authorization",
                                    "Bearer " + service.tokens().of(DemoUser.OPERATOR))
                            .header("Content-Type", "text/csv; charset=utf-8")
                            .header("Idempotency-Key", "large")
                            .POST(BodyPublishers.fromPublisher(
                                    BodyPublishers.ofInputStream(() -> new Rows(rows)), SIZE))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(202, answer.statusCode(), answer.body());

            String snapshot = answer.headers().firstValue("Location").orElseThrow();
            String path = snapshot.substring(snapshot.indexOf("/api/"));
            JsonNode applied = Patience.until("The file is applied", BOUND, () -> {
                JsonNode now = service.api().get(DemoUser.OPERATOR, path).body();
                return now.path("state").asText().equals("applied") ? Optional.of(now) : Optional.empty();
            });
            // The header is the first of the rows.
            assertEquals(rows - 1, applied.at("/counts/rows").asLong(), applied.toString());
            assertEquals(2, applied.at("/counts/good").asLong(), applied.toString());
            assertEquals(rows - 3, applied.at("/counts/rejected").asLong(), applied.toString());
            JsonNode people = service.api()
                    .get(DemoUser.OPERATOR, "/api/v1/identities")
                    .body()
                    .path("items");
            assertEquals(2, people.size(), people.toString());
            assertTrue(service.application().isAlive());
            assertFalse(Files.readString(service.log()).contains("OutOfMemoryError"));
        }
    }

    /** Rows of one width, made as they are read. All but the first and the last have a date that is none. */
    private static final class Rows extends InputStream {

        private final long count;
        private long made;
        private byte[] row = {};
        private int at;

        Rows(long count) {
            this.count = count;
        }

        @Override
        public int read() {
            return fill() ? row[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!fill()) {
                return -1;
            }
            int some = Math.min(length, row.length - at);
            System.arraycopy(row, at, into, offset, some);
            at += some;
            return some;
        }

        private boolean fill() {
            if (at == row.length && made < count) {
                String begins = made == 0
                        ? HEADER
                        : "w" + made + ",Ada,Sample,"
                                + (made == 1 || made == count - 1 ? "2026-01-01," : "2026-13-01,");
                row = (begins + "x".repeat(ROW - 1 - begins.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
                at = 0;
                made++;
            }
            return at < row.length;
        }
    }
}
