package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoMainTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void wrongArgumentsEndWithTwo(@TempDir Path root) {
        assertEquals(2, run(root, "--port", "many"));
        assertTrue(text().contains("--port"), text());
    }

    @Test
    void aPortThatIsTakenEndsWithOneAndNamesTheWayOut(@TempDir Path root) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(1, run(root, "--port", Integer.toString(taken.getLocalPort())));
        }
        assertTrue(text().contains("--port 8180"), text());
    }

    private int run(Path root, String... arguments) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return DemoMain.run(List.of(arguments), root, stream, stream);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
