package dev.tenure.benchmarks.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void tenTimesTheCostForTenTimesTheSizeIsTheExponentOne() {
        assertEquals(1, Figures.exponent(0.4, 4), 1e-9);
        assertEquals(2, Figures.exponent(0.4, 40), 1e-9);
    }

    @Test
    void aPercentileIsAValueThatWasMeasured() {
        double[] values =
                IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray();
        assertEquals(198, Figures.percentile(values, 0.99));
        assertEquals(100, Figures.percentile(values, 0.5));
        assertEquals(200, Figures.percentile(values, 1));
    }

    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertEquals(2, Figures.median(List.of(3.0, 1.0, 2.0)));
    }

    @Test
    void numbersAreRoundedToWhatMeansSomething() {
        assertEquals("12,346", Report.number(12_345.6));
        assertEquals("12.3", Report.number(12.34));
        assertEquals("0.71", Report.number(0.7123));
        assertEquals("8", Report.number(8));
    }
}
