package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the server refuses before anybody else depends on its limits, so the edge's own tests have production's. */
class LimitsTest {

    @Test
    void theEdgeIsTestedWithTheLimitsOfProduction() throws IOException {
        Map<String, String> production = limits(Path.of("src/main/resources/application.properties"));
        assertTrue(production.size() >= 4, "only " + production);
        assertEquals(production, limits(Path.of("../adapters-rest/src/test/resources/application.properties")));
    }

    private static Map<String, String> limits(Path file) throws IOException {
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            all.load(reader);
        }
        Map<String, String> limits = new TreeMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith("quarkus.http.limits.")) {
                limits.put(name, all.getProperty(name));
            }
        }
        return limits;
    }
}
