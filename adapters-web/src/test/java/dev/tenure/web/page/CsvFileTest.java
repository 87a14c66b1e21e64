package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A file is written as it is read, and has an end. */
class CsvFileTest {

    @Test
    void aPartIsWrittenBeforeTheNextIsAskedFor() throws IOException {
        List<String> happened = new ArrayList<>();
        CsvFile<String> file = new CsvFile<>(
                "head",
                new Slice<>(List.of("a", "b"), Optional.of("b")),
                page -> {
                    happened.add("asked behind " + page.after().orElse(""));
                    return Optional.of(new Slice<>(List.of("c"), Optional.empty()));
                },
                item -> item + "\r\n");
        file.write(new OutputStream() {
            @Override
            public void write(int one) {
                throw new AssertionError("a byte at a time");
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                happened.add(new String(bytes, from, length, java.nio.charset.StandardCharsets.UTF_8).strip());
            }
        });
        assertEquals(List.of("head", "a\r\nb", "asked behind b", "c"), happened);
    }

    @Test
    void aListWithoutAnEndEndsAsAFile() throws IOException {
        List<Integer> many = IntStream.range(0, PageRequest.LARGEST).boxed().toList();
        AtomicInteger asked = new AtomicInteger();
        String text = Written.text(new CsvFile<>(
                "head",
                new Slice<>(many, Optional.of("0")),
                page -> Optional.of(new Slice<>(many, Optional.of("" + asked.incrementAndGet()))),
                item -> item + "\r\n"));
        assertEquals(CsvFile.MOST + 1, text.lines().count());
        assertEquals(CsvFile.MOST / PageRequest.LARGEST, asked.get());
    }
}
