package dev.tenure.connectors.scim.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmbeddedScimTest {

    private static HttpResponse<String> send(EmbeddedScim target, String method, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(target.url() + path))
                            .header("Authorization", "Bearer " + EmbeddedScim.TOKEN)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void aListIsPagedAndFiltered() throws Exception {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD)) {
            target.addUser("a", "1", "p");
            String second = target.addUser("b", "2", "p");
            String page = send(target, "GET", "/Users?startIndex=2&count=1", "").body();
            assertTrue(page.contains("\"totalResults\":2") && page.contains(second), page);
            String found = send(target, "GET", "/Users?filter=userName%20eq%20%22b%22", "")
                    .body();
            assertTrue(found.contains("\"totalResults\":1") && found.contains(second), found);
        }
    }

    @Test
    void onlyWhatChangedIsAnEffect() throws Exception {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD)) {
            String id = target.addUser("a", "1", "p");
            String group = target.addGroup("g");
            target.addMember(group, id, Optional.of("User"));
            String disable = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":"
                    + "\"replace\",\"path\":\"active\",\"value\":false}]}";
            assertEquals(204, send(target, "PATCH", "/Users/" + id, disable).statusCode());
            assertEquals(204, send(target, "PATCH", "/Users/" + id, disable).statusCode());
            assertEquals(List.of(new Effect("Users", id, Effect.Kind.CHANGED)), target.effects());
            String release = disable.replace("replace", "remove")
                    .replace("\"active\",\"value\":false", "\"members[value eq \\\"" + id + "\\\"]\"");
            assertEquals(204, send(target, "PATCH", "/Groups/" + group, release).statusCode());
            assertEquals(Set.of(), target.groupsOf(id));
        }
    }

    @Test
    void aPlannedFaultFiresOnceAndIsCounted() throws Exception {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD)) {
            String id = target.addUser("a", "1", "p");
            target.faults().failNext(1, Faults.Mode.DROP_AFTER_WRITE);
            assertThrows(IOException.class, () -> send(target, "DELETE", "/Users/" + id, ""));
            assertEquals(1, target.faults().fired(Faults.Mode.DROP_AFTER_WRITE));
            assertEquals(404, send(target, "GET", "/Users/" + id, "").statusCode());
        }
    }

    @Test
    void anotherTokenIsNotTaken() throws Exception {
        try (EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD)) {
            target.expireTokens();
            assertEquals(401, send(target, "GET", "/Users", "").statusCode());
        }
    }
}
