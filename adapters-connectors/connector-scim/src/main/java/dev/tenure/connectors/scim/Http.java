package dev.tenure.connectors.scim;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Requests of bounded time with answers of bounded size. A redirect is not followed, since it would carry the token
 * elsewhere. The JDK's client repeats a GET on a connection that had died, and nothing else.
 */
final class Http implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** What came of a request. */
    sealed interface Sent {

        /**
         * The target answered.
         *
         * @param body the answer's body; empty where it is larger than is taken
         * @param at the target's time, as it tells it
         */
        record Answered(
                int status, Optional<byte[]> body, Optional<Duration> retryAfter, boolean limited, Optional<Instant> at)
                implements Sent {

            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }

        /** Certainly nothing was sent. */
        record NotSent(String reason) implements Sent {}

        /** It was sent, at least in part, and no whole answer came. */
        record NoAnswer(String reason) implements Sent {}
    }

    private final HttpClient client;
    private final Duration longest;
    private final int largest;

    Http(ScimSettings settings) {
        this.longest = settings.requestTimeout();
        this.largest = settings.largestAnswer();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .sslContext(Trust.context(settings.certificatePin(), settings.trustedCertificate()))
                .build();
    }

    Sent send(HttpRequest request) {
        if (Thread.currentThread().isInterrupted()) {
            return new Sent.NotSent("the call was interrupted");
        }
        // A time-out of the client's ends with the headers, and a body may trickle in for ever.
        FutureTask<Sent> call = new FutureTask<>(exchange(request));
        Thread caller = Thread.ofVirtual().name("scim request").start(call);
        try {
            return call.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            caller.interrupt();
            return new Sent.NoAnswer("the target did not answer in time");
        } catch (InterruptedException e) {
            caller.interrupt();
            Thread.currentThread().interrupt();
            return new Sent.NoAnswer("the call was interrupted");
        } catch (ExecutionException e) {
            // The cause may hold the request, and with it the token.
            throw new IllegalStateException("a request failed with " + causeName(e));
        }
    }

    private static String causeName(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? "no cause" : cause.getClass().getSimpleName();
    }

    private Callable<Sent> exchange(HttpRequest request) {
        return () -> {
            try {
                HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
                try (InputStream in = response.body()) {
                    byte[] body = in.readNBytes(largest + 1);
                    return new Sent.Answered(
                            response.statusCode(),
                            body.length > largest ? Optional.empty() : Optional.of(body),
                            response.headers().firstValue("Retry-After").flatMap(Http::pause),
                            response.headers()
                                    .firstValue("X-RateLimit-Remaining")
                                    .map(left -> left.strip().equals("0"))
                                    .orElse(false),
                            response.headers().firstValue("Date").flatMap(Http::date));
                }
            } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
                return new Sent.NotSent("the target cannot be reached");
            } catch (SSLHandshakeException e) {
                return new Sent.NotSent("no encrypted connection came about: look at the target's certificate, and at"
                        + " trustedCertificate and certificatePin");
            } catch (IOException e) {
                return new Sent.NoAnswer("the connection was lost");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Sent.NoAnswer("the call was interrupted");
            }
        };
    }

    /** Seconds or a date (RFC 9110, section 10.2.3), a day at most. */
    private static Optional<Duration> pause(String sent) {
        String text = sent.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        return date(text)
                .map(moment -> Duration.between(Instant.now(), moment))
                .filter(until -> !until.isNegative())
                .map(Http::bounded);
    }

    private static Optional<Instant> date(String sent) {
        try {
            return Optional.of(ZonedDateTime.parse(sent.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
