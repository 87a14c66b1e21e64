package dev.tenure.benchmarks.pages;

import dev.tenure.benchmarks.product.StaticIdentityProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser, signed in: pages by the session's cookies, and what is below {@code /api} by a token. */
final class Visitor implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new TreeMap<>();
    private final URI address;
    private final String token;

    private Visitor(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Signs somebody in. */
    static Visitor of(URI address, StaticIdentityProvider provider, String subject, String role)
            throws IOException, InterruptedException {
        Visitor visitor = new Visitor(address, provider.token(subject, role));
        HttpResponse<String> sent = visitor.send("/ui");
        Matcher state = STATE.matcher(sent.headers().firstValue("Location").orElse(""));
        if (!state.find()) {
            throw new IOException("/ui was answered with " + sent.statusCode() + " and does not lead to the provider");
        }
        visitor.send("/ui?state=" + state.group(1) + "&code=" + provider.code(subject, role));
        visitor.get("/ui");
        return visitor;
    }

    /** What is there; anything but 200 fails the benchmark. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(BOUND);
        if (path.startsWith("/api/")) {
            request.header("Authorization", "Bearer " + token);
        } else {
            request.header("Accept", "text/html,*/*;q=0.8");
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    /** The benchmark's browser takes a cookie for secure connections over the loopback interface too, as browsers do. */
    private void keep(String header) {
        String cookie = header.split(";", 2)[0];
        int at = cookie.indexOf('=');
        if (header.contains("Max-Age=0")) {
            cookies.remove(cookie.substring(0, at));
        } else {
            cookies.put(cookie.substring(0, at), cookie.substring(at + 1));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
