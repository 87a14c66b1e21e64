package dev.tenure.connectors.scim.targets;

import java.util.Map;

/**
 * An answer that is given as it stands, whatever was asked.
 *
 * @param status the HTTP status
 * @param headers beside the length
 * @param body sent as UTF-8, or one byte for each character where the headers name an encoding of content
 * @param endless whether the body is sent again and again until the client goes
 */
public record Canned(int status, Map<String, String> headers, String body, boolean endless) {

    public Canned {
        headers = Map.copyOf(headers);
    }

    /** JSON under status 200. */
    public static Canned json(String body) {
        return of(200, "application/scim+json", body);
    }

    /** Any text. */
    public static Canned of(int status, String type, String body) {
        return new Canned(status, Map.of("Content-Type", type), body, false);
    }

    @Override
    public String toString() {
        return "Canned[" + status + ", " + body.length() + " characters]";
    }
}
