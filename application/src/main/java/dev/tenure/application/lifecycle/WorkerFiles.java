package dev.tenure.application.lifecycle;

import dev.tenure.domain.identity.WorkerFeed;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the files that HR systems write. */
public interface WorkerFiles {

    /**
     * Hands over the rows one after the other, in the file's order. MUST need memory that does not grow with the file. MUST
     * NOT close the stream. A row that cannot be taken apart MUST be handed over as {@link Row.Unreadable} and reading MUST
     * go on behind it where that is possible.
     *
     * @return what was found out about the file and its reader should know, in words, such as that its byte order mark
     *     outranked the feed's encoding; empty as a rule
     * @throws UnreadableFile where the file as a whole is not one of this feed: encoding, header, size of a line
     */
    List<String> read(WorkerFeed feed, InputStream content, Consumer<Row> rows) throws UnreadableFile;

    /** One row. */
    sealed interface Row {
        /** The line on which it begins, from 1, the header included. */
        long line();

        /**
         * Taken apart.
         *
         * @param faults what is wrong with facts that could not be worked out, and the remedy, without the row's content
         */
        record Cells(long line, Map<WorkerFeed.Fact, String> cells, Map<WorkerFeed.Fact, String> faults)
                implements Row {
            public Cells {
                cells = Map.copyOf(cells);
                faults = Map.copyOf(faults);
            }

            /** A row of which every fact could be worked out. */
            public Cells(long line, Map<WorkerFeed.Fact, String> cells) {
                this(line, cells, Map.of());
            }
        }

        /** Not to be taken apart. */
        record Unreadable(long line, String reason) implements Row {}
    }

    /** A file that is not one of this feed. The message says where, what and what to do, and nothing of the content. */
    final class UnreadableFile extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param message where, what, and what to do */
        public UnreadableFile(String message) {
            super(message);
        }
    }
}
