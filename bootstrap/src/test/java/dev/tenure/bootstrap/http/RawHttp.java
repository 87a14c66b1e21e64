package dev.tenure.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends bytes as they are, one connection a request. An HTTP client would refuse to send half of what a server has to stand.
 */
final class RawHttp {

    private static final int PATIENCE_MILLISECONDS = 20_000;

    private final URI address;

    RawHttp(URI address) {
        this.address = address;
    }

    /** What came back until the server ended the connection; status 0 where nothing did. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Reply(int status, Map<String, String> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        JsonNode json() throws IOException {
            return Api.JSON.readTree(body);
        }
    }

    /**
     * Sends one request.
     *
     * @param target what stands in the request line, not encoded or checked
     * @param headers whole lines
     */
    Reply send(String method, String target, List<String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        head.append("Host: localhost\r\nConnection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return send(new ByteArrayInputStream(all.toByteArray()));
    }

    /**
     * Sends these bytes. The server may answer and end the connection before it has heard all of them; then either end breaks,
     * and what came until then is the reply.
     */
    Reply send(InputStream bytes) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    bytes.transferTo(socket.getOutputStream());
                } catch (IOException e) {
                    // The server has heard enough; what it said is being read.
                }
            });
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(reply);
            } catch (SocketException e) {
                // Cut off after the reply.
            }
            writer.join();
            return parse(reply.toByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Reply parse(byte[] reply) {
        String text = new String(reply, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            return new Reply(0, Map.of(), reply);
        }
        List<String> lines = List.of(text.substring(0, end).split("\r\n"));
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines.get(0).substring(9, 12));
        return new Reply(status, headers, text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
    }
}
