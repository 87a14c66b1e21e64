package dev.tenure.application.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads folders on other machines. MUST NOT be called inside a transaction. */
public interface RemoteFolders {

    /** What is wrong with a reference to a secret, and the remedy. Looks nothing up. */
    Optional<String> problemWithSecret(String reference);

    /**
     * Signs in. MUST speak to no server but the one whose key has the place's fingerprint, and MUST NOT send the secret to
     * another. MUST give up where the server does not answer.
     */
    Folder open(SftpPulls.Place place) throws Unreachable;

    /** A folder that is open. */
    interface Folder extends AutoCloseable {

        /**
         * Its files that match the pattern, the one changed first coming first; neither links nor folders.
         */
        List<SftpPulls.RemoteFile> list() throws Unreachable;

        /**
         * A file's content. Reading MUST fail where the connection ends early, and at its end where the file is another by
         * then than it was in the listing.
         */
        InputStream open(SftpPulls.RemoteFile file) throws IOException;

        @Override
        void close();
    }

    /** It does not work now. The message says what and what to do, and holds no secret. */
    final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param message what is wrong and what to do */
        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        /** @param message what is wrong and what to do */
        public Unreachable(String message) {
            super(message);
        }
    }
}
