package dev.tenure.benchmarks.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapLogTest {

    @Test
    void theMostOfAllCollectionsCounts() {
        HeapLog heap = HeapLog.of(List.of(
                "[0.012s][info][gc] Using G1",
                "[1.204s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 45M->20M(128M) 3.205ms",
                "[2.031s][info][gc] GC(1) Concurrent Mark Cycle",
                "[2.204s][info][gc] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 80M->18M(128M) 3.205ms"));
        assertEquals(80, heap.before());
        assertEquals(20, heap.after());
    }

    @Test
    void aLogWithoutACollectionIsNoFigure() {
        assertThrows(IllegalStateException.class, () -> HeapLog.of(List.of("[0.012s][info][gc] Using G1")));
    }
}
