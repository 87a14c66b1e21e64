package dev.tenure.rest.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A vendor's API over real HTTP, as small as it can be: it gives one answer, and remembers what it was asked. */
final class StandInVendor implements AutoCloseable {

    private final HttpServer server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile String body = "{}";
    private volatile Map<String, String> headers = Map.of();
    private volatile boolean hangs;
    private volatile boolean breaksOff;

    StandInVendor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method, path and query, authorization, body: of each request. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    StandInVendor gives(int newStatus, String newType, String newBody) {
        status = newStatus;
        type = newType;
        body = newBody;
        return this;
    }

    StandInVendor with(Map<String, String> more) {
        headers = more;
        return this;
    }

    /** Sends its headers and then nothing. */
    StandInVendor hangs() {
        hangs = true;
        return this;
    }

    /** Sends half of its body and closes. */
    StandInVendor breaksOff() {
        breaksOff = true;
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + sent);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            if (hangs) {
                exchange.getResponseBody().flush();
                closed.await();
            } else if (breaksOff) {
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                throw new IOException("broke off");
            } else if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
