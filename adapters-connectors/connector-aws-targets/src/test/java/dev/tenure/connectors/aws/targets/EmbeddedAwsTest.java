package dev.tenure.connectors.aws.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no client of AWS's own makes happen; the rest is tested through the SDK, with the connector. */
class EmbeddedAwsTest {

    private static HttpResponse<String> send(EmbeddedAws aws, String authorization, String form)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(aws.url()))
                            .header("Authorization", authorization)
                            .header("X-Amz-Date", "20260101T000000Z")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String signedBy(String key) {
        return "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/us-east-1/iam/aws4_request, SignedHeaders=host,"
                + " Signature=" + "0".repeat(64);
    }

    @Test
    void whatIsNotSignedByAKnownKeyInTimeIsRefusedAsAwsDoes() throws Exception {
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            String form = "Action=ListUsers&Version=2010-05-08";
            HttpResponse<String> unsigned = send(aws, "Basic x", form);
            assertTrue(unsigned.body().contains("<Code>MissingAuthenticationToken</Code>"), unsigned.body());
            HttpResponse<String> unknown = send(aws, signedBy("AKIANOBODY"), form);
            assertEquals(403, unknown.statusCode());
            assertTrue(unknown.body().contains("<Code>InvalidClientTokenId</Code>"), unknown.body());
            HttpResponse<String> old = send(aws, signedBy(EmbeddedAws.ACCESS_KEY_ID), form);
            assertTrue(old.body().contains("Signature expired"), old.body());
        }
    }

    @Test
    void aSessionLivesUntilItIsDenied() {
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            String user = aws.addUser("a", "/", Map.of());
            Instant issued = Instant.parse("2026-11-01T10:00:00Z");
            String session = aws.addSession(user, issued);
            aws.putInline(
                    user, "narrow", "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}");
            aws.putInline(user, "earlier", denialOfOlderThan(issued));
            assertEquals(Set.of(session), aws.sessionsOf(user));
            aws.putInline(user, "later", denialOfOlderThan(issued.plusSeconds(1)));
            assertEquals(Set.of(), aws.sessionsOf(user));
        }
    }

    @Test
    void aSessionInARoleLivesUntilTheAccountHasTheDenial() {
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            IdentityCenter center = aws.center();
            String user = center.addUser("a", "");
            String set = center.addPermissionSet("Admin");
            center.assignToUser(EmbeddedAws.ACCOUNT, set, user);
            String session = center.addSession(user, EmbeddedAws.ACCOUNT, set, Instant.now());
            center.setPolicy(set, denialOf(user, Instant.now().plusSeconds(3600)));
            assertEquals(Set.of(session), center.sessionsOf(user));
            center.provision(EmbeddedAws.ACCOUNT, set);
            assertEquals(Set.of(), center.sessionsOf(user));
            center.clockAhead(Duration.ofHours(2));
            assertEquals(Set.of(session), center.sessionsOf(user), "the denial is over");
            center.clockAhead(Duration.ofHours(13));
            assertEquals(Set.of(), center.sessionsOf(user), "the session is over");
        }
    }

    private static String denialOf(String user, Instant until) {
        return "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                + "{\"StringEquals\":{\"identitystore:UserId\":\"" + user + "\"},"
                + "\"DateLessThan\":{\"aws:CurrentTime\":\"" + until + "\"}}}]}";
    }

    private static String denialOfOlderThan(Instant moment) {
        return "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                + "{\"DateLessThan\":{\"aws:TokenIssueTime\":\"" + moment + "\"}}}]}";
    }
}
