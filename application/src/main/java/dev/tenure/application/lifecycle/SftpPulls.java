package dev.tenure.application.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps from which servers files of workers are fetched, how that goes, and what was fetched. Every method MUST run in the
 * caller's transaction.
 */
public interface SftpPulls {

    /** How a feed's files are fetched. */
    Optional<Pull> find(String feed);

    /** Every pull, by feed. */
    List<Pull> all();

    /** Sets how a feed's files are fetched; the next time is at once, and what went wrong before is forgotten. */
    void save(Place place, Instant now);

    /** Fetches no more for a feed. What was fetched stays known. MUST answer whether there was such a pull. */
    boolean remove(String feed);

    /** Pulls whose next time is at or before {@code now}, the one due longest coming first. */
    List<Pull> due(Instant now);

    /**
     * A pull went well: the next one is due after the place's pause. MUST change nothing where the place is another by now.
     */
    void succeeded(Place place, Instant now);

    /**
     * A pull failed: the next one is due after a minute, twice as long each time in a row, at most the place's pause or an
     * hour, whichever is longer. MUST keep since when it fails. MUST change nothing where the place is another by now.
     *
     * @param problem what is wrong and what to do, without any secret
     */
    void failed(Place place, String problem, Instant now);

    /** Whether a file was fetched before, by name, size and time. */
    boolean isTaken(String feed, RemoteFile file);

    /** A file was fetched, and its content received or refused. */
    void taken(String feed, RemoteFile file, String digest, Instant now);

    /**
     * Where a feed's files are fetched from.
     *
     * @param user who signs in there
     * @param folder the path of the folder
     * @param pattern which of its files are wanted: {@code *} stands for any part of a name, {@code ?} for one character
     * @param secret a reference to a password or a private key
     * @param hostKey the fingerprint of the server's key, as {@code SHA256:} and base64
     * @param every the pause between two looks
     */
    record Place(
            String feed,
            String host,
            int port,
            String user,
            String folder,
            String pattern,
            String secret,
            String hostKey,
            Duration every) {}

    /**
     * A place and how it goes there.
     *
     * @param failingSince when it went wrong for the first time since it last went well
     * @param problem what went wrong last
     */
    record Pull(
            Place place,
            Instant nextAt,
            int failures,
            Optional<Instant> succeededAt,
            Optional<Instant> failingSince,
            Optional<String> problem) {}

    /** A file on a server, as its listing has it; the time in whole seconds. */
    record RemoteFile(String name, long size, Instant changedAt) {}
}
