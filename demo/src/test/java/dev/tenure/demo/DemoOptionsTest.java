package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

    @Test
    void nothingIsRequired() {
        assertEquals(new DemoOptions(false, OptionalInt.empty(), Optional.empty()), DemoOptions.parse(List.of()));
    }

    @Test
    void everyOptionIsTaken() {
        assertEquals(
                new DemoOptions(true, OptionalInt.of(8180), Optional.of(Path.of("there"))),
                DemoOptions.parse(List.of("--port", "8180", "--once", "--data", "there")));
    }

    @ParameterizedTest
    @CsvSource({
        "--port, needs a value",
        "--data, needs a value",
        "--port 0, from 1 to 65535",
        "--port 65536, from 1 to 65535",
        "--port 99999999999, from 1 to 65535",
        "--port http, from 1 to 65535",
        "--onec, it takes --once",
    })
    void whatIsWrongIsNamedWithItsRemedy(String arguments, String remedy) {
        DemoOptions.MisusedException refusal = assertThrows(
                DemoOptions.MisusedException.class, () -> DemoOptions.parse(List.of(arguments.split(" ", -1))));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(remedy), message);
        assertTrue(message.contains(arguments.split(" ", -1)[0]), message);
    }
}
