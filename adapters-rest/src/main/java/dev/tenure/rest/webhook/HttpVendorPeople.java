package dev.tenure.rest.webhook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.application.webhook.VendorPeople;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Reads people over the vendors' HTTP APIs. A redirect is not followed, since it would carry the token elsewhere; an answer has
 * a bounded size, and the whole call a bounded time. What the vendor wrote into a refusal is not shown: it may be personal.
 */
public final class HttpVendorPeople implements VendorPeople {

    /** How many bytes an answer may have. */
    static final int LARGEST = 1 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String GUSTO_VERSION = "2024-04-01";

    private final ObjectMapper json;
    private final BooleanSupplier insideTransaction;
    private final Duration longest;
    private final HttpClient client;

    /** @param insideTransaction whether the calling thread is in a transaction */
    public HttpVendorPeople(ObjectMapper json, BooleanSupplier insideTransaction) {
        this(json, insideTransaction, LONGEST);
    }

    HttpVendorPeople(ObjectMapper json, BooleanSupplier insideTransaction, Duration longest) {
        this.json = json;
        this.insideTransaction = insideTransaction;
        this.longest = longest;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    @Override
    public Reading read(WebhookSource source, Secret token, String worker) {
        if (insideTransaction.getAsBoolean()) {
            throw new IllegalStateException("a vendor is not read inside a transaction");
        }
        VendorApi api = source.api().orElseThrow();
        HttpRequest request = request(source, api, token, worker);
        // A time-out of the client's ends with the headers, and a body may trickle in for ever.
        FutureTask<Reading> call = new FutureTask<>(answered(source, request, worker));
        Thread caller = Thread.ofVirtual().name("vendor " + source.name()).start(call);
        try {
            return call.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            caller.interrupt();
            return new Reading.Unreachable("the vendor did not answer in time", Optional.empty());
        } catch (InterruptedException e) {
            caller.interrupt();
            Thread.currentThread().interrupt();
            return new Reading.Unreachable("the service is shutting down", Optional.empty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                return new Reading.Unreachable("the vendor could not be reached", Optional.empty());
            }
            throw new IllegalStateException("a vendor could not be read", e.getCause());
        }
    }

    private Callable<Reading> answered(WebhookSource source, HttpRequest request, String worker) {
        return () -> {
            Optional<String> forbidden = forbidden(request.uri());
            if (forbidden.isPresent()) {
                return new Reading.Denied(forbidden.get());
            }
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return reading(source, response, body, worker);
            }
        };
    }

    /** A name may lead where no HR system is: to credentials that a cloud hands to its machines, or back to ourselves. */
    private static Optional<String> forbidden(URI address) throws IOException {
        String host = address.getHost();
        boolean meantLoopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        for (InetAddress found : InetAddress.getAllByName(host)) {
            if (found.isLinkLocalAddress()
                    || found.isAnyLocalAddress()
                    || found.isMulticastAddress()
                    || (found.isLoopbackAddress() && !meantLoopback)) {
                return Optional.of("the address leads to this machine or to a link-local one: correct api.address");
            }
        }
        return Optional.empty();
    }

    private static HttpRequest request(WebhookSource source, VendorApi api, Secret token, String worker) {
        String id = URLEncoder.encode(worker, StandardCharsets.UTF_8).replace("+", "%20");
        String base = api.address().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Accept", "application/json");
        return switch (source.vendor()) {
            case BAMBOOHR ->
                request.uri(URI.create(
                                base + "/v1/employees/" + id + "?onlyCurrent=false&fields=" + VendorFacts.BAMBOOHR))
                        .header("Authorization", basic(token.reveal() + ":x"))
                        .build();
            case GUSTO ->
                request.uri(URI.create(base + "/v1/employees/" + id))
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("X-Gusto-API-Version", GUSTO_VERSION)
                        .build();
            case HIBOB ->
                request.uri(URI.create(base + "/v1/people/search"))
                        .header("Authorization", basic(token.reveal()))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(VendorFacts.hiBobQuery(worker)))
                        .build();
            case GENERIC ->
                request.uri(URI.create(api.address().replace(VendorApi.WORKER, id)))
                        .header("Authorization", "Bearer " + token.reveal())
                        .build();
        };
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private Reading reading(WebhookSource source, HttpResponse<InputStream> response, InputStream body, String worker)
            throws IOException {
        int status = response.statusCode();
        if (status == 404) {
            return new Reading.Absent();
        }
        if (status == 429 || status >= 500) {
            return new Reading.Unreachable(
                    "the vendor answers with status " + status,
                    response.headers().firstValue("Retry-After").flatMap(HttpVendorPeople::pause));
        }
        if (status != 200) {
            return new Reading.Denied("the vendor answers with status " + status
                    + ": look at api.address, and at the rights of what api.token names");
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).contains("json")) {
            return new Reading.Unreachable("the vendor's answer is no JSON", Optional.empty());
        }
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return new Reading.Unreachable("the vendor's answer is larger than is taken", Optional.empty());
        }
        try {
            Optional<Map<Fact, String>> facts = VendorFacts.of(source, new Tree(json.readTree(bytes)), worker);
            return facts.<Reading>map(Reading.Found::new).orElseGet(Reading.Absent::new);
        } catch (JacksonException | Tree.Misfit e) {
            return new Reading.Unreachable(
                    "the vendor's answer breaks off or has another shape than is known", Optional.empty());
        }
    }

    /** Seconds or a date (RFC 9110 section 10.2.3). */
    private static Optional<Duration> pause(String sent) {
        if (sent.strip().matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(sent.strip())));
        }
        try {
            Duration until = Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(sent.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Optional.empty() : Optional.of(until);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
