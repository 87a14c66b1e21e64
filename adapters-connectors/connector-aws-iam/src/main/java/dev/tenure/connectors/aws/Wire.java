package dev.tenure.connectors.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Carries the SDK's requests: in bounded time, with answers of bounded size, and so that an interrupt ends them. A redirect is
 * not followed. Every request is a POST, which the JDK's client never sends twice by itself; the other clients of the SDK do,
 * or cannot be interrupted.
 */
final class Wire implements SdkHttpClient {

    /** The headers that the JDK's client writes itself. */
    private static final Set<String> OWN_HEADERS = headers("Host", "Content-Length", "Connection", "Expect");

    /** What became of the last request of a thread. */
    enum Fate {
        /** Nothing left. */
        NOT_SENT,
        /** It left, at least in part. */
        SENT
    }

    /** A request that got no whole answer. */
    static final class Failed extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean cut;

        Failed(String reason) {
            this(reason, false);
        }

        private Failed(String reason, boolean cut) {
            super(reason);
            this.cut = cut;
        }

        /** Whether the connection was lost, so that a read may be made again at once. */
        boolean isCut() {
            return cut;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private final HttpClient client;
    private final Duration longest;
    private final int largest;
    private final ThreadLocal<Fate> fate = ThreadLocal.withInitial(() -> Fate.NOT_SENT);

    Wire(AwsSettings settings) {
        this.longest = settings.requestTimeout();
        this.largest = settings.largestAnswer();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    private static Set<String> headers(String... names) {
        Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.addAll(Set.of(names));
        return headers;
    }

    /** Forgets what became of this thread's last request. */
    void begin() {
        fate.remove();
    }

    /** What became of this thread's requests since {@link #begin}. */
    Fate fate() {
        return fate.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest asked) {
        FutureTask<HttpExecuteResponse> exchange = new FutureTask<>(exchange(asked));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(exchange);
            }

            @Override
            public void abort() {
                exchange.cancel(true);
            }
        };
    }

    private HttpExecuteResponse send(FutureTask<HttpExecuteResponse> exchange) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new Failed("the call was interrupted");
        }
        fate.set(Fate.SENT);
        // A time-out of the client's ends with the headers, and a body may trickle in for ever.
        Thread caller = Thread.ofVirtual().name("aws request").start(exchange);
        try {
            return exchange.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            caller.interrupt();
            throw new Failed("AWS did not answer in time");
        } catch (InterruptedException e) {
            caller.interrupt();
            Thread.currentThread().interrupt();
            throw new Failed("the call was interrupted");
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private Failed failed(@Nullable Throwable cause) {
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException) {
            fate.set(Fate.NOT_SENT);
            return new Failed("AWS cannot be reached");
        }
        if (cause instanceof SSLHandshakeException) {
            fate.set(Fate.NOT_SENT);
            return new Failed("no encrypted connection came about: look at endpoint and the certificate there");
        }
        return cause instanceof Failed said ? said : new Failed("the connection was lost", true);
    }

    private Callable<HttpExecuteResponse> exchange(HttpExecuteRequest asked) {
        return () -> {
            SdkHttpRequest sdk = asked.httpRequest();
            HttpRequest.Builder request = HttpRequest.newBuilder(sdk.getUri());
            sdk.forEachHeader((name, values) -> {
                if (!OWN_HEADERS.contains(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            request.method(sdk.method().name(), BodyPublishers.ofByteArray(body(asked.contentStreamProvider())));
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(largest + 1);
                if (body.length > largest) {
                    throw new Failed("AWS answers with more than is taken: lower pageSize, or set"
                            + " largestAnswerMegabytes higher");
                }
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(response.statusCode())
                                .headers(response.headers().map())
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }
        };
    }

    private static byte[] body(Optional<ContentStreamProvider> content) throws IOException {
        if (content.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = content.get().newStream()) {
            return in.readAllBytes();
        }
    }

    @Override
    public String clientName() {
        return "TenureWire";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
