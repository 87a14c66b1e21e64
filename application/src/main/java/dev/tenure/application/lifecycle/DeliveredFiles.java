package dev.tenure.application.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Files of workers that somebody puts down where the product looks. */
public interface DeliveredFiles {

    /** Who hands such files in, as a subject that no person has. */
    String subject();

    /**
     * Files of a feed that are there whole, the one put down first coming first. MUST NOT give one that is still being
     * written, one that is reached over a link, or one outside the feed's own place. MUST give one again that was claimed
     * before and neither taken nor refused, as after a crash.
     *
     * @throws IOException where the place cannot be looked at
     */
    List<Delivery> waiting(String feed) throws IOException;

    /** A file that waits. Of two that claim it at once, one MUST get it. */
    interface Delivery {

        /** Its name, without a path. */
        String name();

        /**
         * Claims it.
         *
         * @return false where somebody else has it, or it is gone
         */
        boolean claim() throws IOException;

        /** Its content, once it is claimed. The caller closes it. */
        InputStream open() throws IOException;

        /** Puts it where files are that were taken. */
        void taken() throws IOException;

        /** Puts it where files are that were not, with the reason beside it. */
        void refused(String reason) throws IOException;
    }
}
