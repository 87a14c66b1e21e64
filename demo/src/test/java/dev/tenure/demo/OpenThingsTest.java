package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenThingsTest {

    private final List<String> stopped = new ArrayList<>();
    private final OpenThings open = new OpenThings();

    @Test
    void theLastIsStoppedFirst() {
        open.keep((AutoCloseable) () -> stopped.add("database"));
        open.keep((AutoCloseable) () -> stopped.add("application"));

        open.close();
        open.close();

        assertEquals(List.of("application", "database"), stopped);
    }

    @Test
    void oneThatCannotBeStoppedDoesNotKeepTheOthersUp() {
        open.keep((AutoCloseable) () -> stopped.add("database"));
        open.keep((AutoCloseable) () -> {
            throw new IllegalStateException("planned");
        });

        open.close();

        assertEquals(List.of("database"), stopped);
    }

    @Test
    void whatIsStartedTooLateIsStoppedAtOnce() {
        open.close();

        open.keep((AutoCloseable) () -> stopped.add("late"));

        assertEquals(List.of("late"), stopped);
    }
}
