package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole service describes the same API as adapters-rest does by itself: no other module adds an operation unseen. */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class DescriptionTest {

    @TestHTTPResource
    URI address;

    @Test
    void theCommittedDescriptionIsTheOneThatTheWholeServiceServes() throws IOException {
        String served = new Api(address).get("/openapi", "").body();
        assertEquals(Files.readString(Path.of("..", "docs", "openapi.yaml")), served);
    }
}
