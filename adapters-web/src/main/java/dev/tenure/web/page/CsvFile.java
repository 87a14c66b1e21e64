package dev.tenure.web.page;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list as a file for a spreadsheet. It is written part by part, so that no more than a part of it is in memory, however long
 * it is and however many ask for it.
 */
public final class CsvFile<T> implements StreamingOutput {

    /** How many rows the file has at most; the API has no limit. */
    public static final int MOST = 50_000;

    /** The first part. */
    public static final PageRequest FIRST = new PageRequest(PageRequest.LARGEST, Optional.empty());

    private final String head;
    private final Slice<T> first;
    private final Function<PageRequest, Optional<Slice<T>>> parts;
    private final Function<T, String> row;

    /**
     * A file.
     *
     * @param head the first line, without its end
     * @param first of the parts
     * @param parts those behind it; empty where the list is not to be had any more
     * @param row a line, with its end
     */
    public CsvFile(
            String head, Slice<T> first, Function<PageRequest, Optional<Slice<T>>> parts, Function<T, String> row) {
        this.head = head;
        this.first = first;
        this.parts = parts;
        this.row = row;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        int rows = 0;
        Optional<Slice<T>> part = Optional.of(first);
        while (part.isPresent() && rows < MOST) {
            StringBuilder text = new StringBuilder();
            part.get().items().forEach(item -> text.append(row.apply(item)));
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            rows += part.get().items().size();
            part = part.get()
                    .next()
                    .flatMap(next -> parts.apply(new PageRequest(PageRequest.LARGEST, Optional.of(next))));
        }
    }

    /** The answer that has a browser keep it under a name. */
    public Response answer(String name) {
        return Response.ok(this)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
