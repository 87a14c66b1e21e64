package dev.tenure.demo;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * As much of a browser as a sign-in needs: it keeps cookies, follows redirections and sends forms. Like a browser it takes
 * {@code localhost} for a secure place, which the JDK's own cookie store does not.
 */
final class Browser implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final int REDIRECTIONS = 10;
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<input\\b[^>]*>", Pattern.DOTALL);
    /** A link to a page; one that is marked as a file to keep leads to none. */
    private static final Pattern LINK =
            Pattern.compile("<a\\b(?![^>]*\\bdownload=)[^>]*\\bhref=\"([^\"#]+)[\"#]", Pattern.DOTALL);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();

    /**
     * What stands in the window.
     *
     * @param address where it came from, after every redirection
     */
    record Page(URI address, int status, String html) {

        /** The form that leads to a path. */
        Form form(String action) {
            return forms().stream()
                    .filter(form -> form.address().getPath().contains(action))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError(address + " has no form that leads to " + action + ":\n" + html));
        }

        /** Every form, with its hidden fields. One that names no address leads to the page's own. */
        List<Form> forms() {
            return FORM.matcher(html)
                    .results()
                    .map(form -> new Form(
                            attribute(form.group(1), "action")
                                    .map(address::resolve)
                                    .orElse(address),
                            "post"
                                    .equalsIgnoreCase(
                                            attribute(form.group(1), "method").orElse("get")),
                            hidden(form.group(2))))
                    .toList();
        }

        /** Every link to a page of the same host. */
        List<URI> links() {
            return LINK.matcher(html)
                    .results()
                    .map(link -> address.resolve(unescaped(link.group(1))))
                    .filter(link -> address.getAuthority().equals(link.getAuthority()))
                    .toList();
        }

        private static Map<String, String> hidden(String content) {
            Map<String, String> hidden = new TreeMap<>();
            FIELD.matcher(content)
                    .results()
                    .map(MatchResult::group)
                    .filter(field -> attribute(field, "type").equals(Optional.of("hidden")))
                    .forEach(field -> attribute(field, "name")
                            .ifPresent(name ->
                                    hidden.put(name, attribute(field, "value").orElse(""))));
            return hidden;
        }

        private static Optional<String> attribute(String tag, String name) {
            Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
            return found.find() ? Optional.of(unescaped(found.group(1))) : Optional.empty();
        }

        private static String unescaped(String text) {
            return text.replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }
    }

    /**
     * A form of a page.
     *
     * @param changes whether it is sent with POST
     * @param fields the values that it carries by itself, and those filled in
     */
    record Form(URI address, boolean changes, Map<String, String> fields) {

        Form with(String name, String value) {
            Map<String, String> filled = new TreeMap<>(fields);
            filled.put(name, value);
            return new Form(address, changes, filled);
        }
    }

    Page open(URI address) throws IOException, InterruptedException {
        return send(address, null);
    }

    Page submit(Form form) throws IOException, InterruptedException {
        return send(form.address(), form);
    }

    /** The cookies that a host would be sent at a path, by name. */
    Map<String, String> cookies(URI address) {
        return cookies.values().stream()
                .filter(cookie -> belongs(cookie, address))
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue, (a, b) -> b, TreeMap::new));
    }

    @Override
    public void close() {
        http.close();
    }

    private Page send(URI start, @Nullable Form form) throws IOException, InterruptedException {
        URI address = start;
        @Nullable Form sent = form;
        for (int step = 0; step <= REDIRECTIONS; step++) {
            HttpResponse<String> answer = http.send(request(address, sent), BodyHandlers.ofString());
            keep(answer, address);
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(address, answer.statusCode(), answer.body());
            }
            address = address.resolve(location.get());
            sent = null;
        }
        throw new IOException(start + " leads nowhere within " + REDIRECTIONS + " redirections");
    }

    private HttpRequest request(URI address, @Nullable Form form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(BOUND)
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        String sent = cookies(address).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(encoded(form));
        }
        return request.build();
    }

    private static BodyPublisher encoded(Form form) {
        return BodyPublishers.ofString(form.fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    private void keep(HttpResponse<String> answer, URI address) {
        for (String header : answer.headers().allValues("Set-Cookie")) {
            for (HttpCookie cookie : HttpCookie.parse(header)) {
                // A cookie is of a host, whatever the port (RFC 6265 section 8.5).
                cookie.setDomain(address.getHost());
                if (cookie.getPath() == null) {
                    cookie.setPath("/");
                }
                String key = cookie.getName() + " " + cookie.getPath();
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(key);
                } else {
                    cookies.put(key, cookie);
                }
            }
        }
    }

    private static boolean belongs(HttpCookie cookie, URI address) {
        String path = cookie.getPath();
        String asked = address.getPath();
        return cookie.getDomain().equals(address.getHost())
                && asked.startsWith(path)
                && (path.endsWith("/") || asked.length() == path.length() || asked.charAt(path.length()) == '/');
    }
}
