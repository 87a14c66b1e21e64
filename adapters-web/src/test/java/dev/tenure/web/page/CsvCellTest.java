package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvCellTest {

    @Test
    void whatASpreadsheetWouldWorkOutIsMadeText() {
        for (String begin : List.of("=", "+", "-", "@", "\t", "\r")) {
            assertEquals("\"'" + begin + "x\"", CsvCell.of(begin + "x"));
        }
        assertEquals("\"plain\"", CsvCell.of("plain"));
    }

    @Test
    void aLineHoldsItsCellsInOrder() {
        assertEquals("\"a\",\"\",\"b \"\"c\"\"\"\r\n", CsvCell.row("a", "", "b \"c\""));
    }
}
