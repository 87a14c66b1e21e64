package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every resource of this module. */
class ResourcesTest {

    private static final int FEWEST = 12;

    @Test
    void onlyTheWayInIsOpenToEverybody() throws IOException, URISyntaxException {
        List<Class<?>> resources = resources();
        assertTrue(resources.size() >= FEWEST, resources.toString());
        List<Class<?>> open = resources.stream()
                .filter(type -> !type.isAnnotationPresent(Authenticated.class))
                .toList();
        assertEquals(List.<Class<?>>of(HomeResource.class), open);
    }

    /** Below {@code /ui} the form filter looks at every request; nothing changes anything elsewhere. */
    @Test
    void whatChangesSomethingStandsWhereTheTokenIsAsked() throws IOException, URISyntaxException {
        int seen = 0;
        for (Class<?> type : resources()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(POST.class)) {
                    seen++;
                    String path = type.getAnnotation(Path.class).value();
                    assertTrue(path.equals("/ui") || path.startsWith("/ui/"), type + " " + path);
                }
            }
        }
        assertTrue(seen >= 12, "seen " + seen);
    }

    private static List<Class<?>> resources() throws IOException, URISyntaxException {
        java.nio.file.Path root = java.nio.file.Path.of(
                Pages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<java.nio.file.Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith("Resource.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace(java.io.File.separatorChar, '.'))
                    .<Class<?>>map(ResourcesTest::load)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }
}
