package dev.tenure.connectors.aws;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose records are looked for. A name may have been somebody else's before, so where a record tells an id, the id decides. What was
 * done with temporary credentials that the user was given, as a role or as themselves, is theirs too.
 */
final class TrailUser {

    /** How many temporary access keys are followed: whoever got so many did something. */
    static final int MOST_LENT = 100;

    private final String id;
    private final Optional<String> name;
    private final Set<String> keys;
    private final Map<String, String> assumed = new LinkedHashMap<>();
    private boolean lostTrack;

    /**
     * @param name what they are called now; empty where they are gone
     * @param keys their access keys
     */
    TrailUser(String id, Optional<String> name, Set<String> keys) {
        this.id = id;
        this.name = name;
        this.keys = new LinkedHashSet<>(keys);
    }

    Optional<String> name() {
        return name;
    }

    Set<String> keys() {
        return Set.copyOf(keys);
    }

    /** Whether more temporary access keys were given out than are followed. */
    boolean isTrackLost() {
        return lostTrack;
    }

    /** The sessions of roles that the user began, as far as records were looked at: ids, and ARNs. */
    Map<String, String> assumed() {
        return Map.copyOf(assumed);
    }

    /** Whether the user did this; from then on, what is signed with a key that was given out with it is theirs. */
    boolean did(TrailRecord record) {
        boolean theirs = record.acting().contains(id)
                || (record.name().isPresent() && record.name().equals(name))
                || record.key().filter(keys::contains).isPresent();
        if (theirs) {
            record.assumed().ifPresent(session -> assumed.put(session.id(), session.arn()));
        }
        if (theirs && record.lent().isPresent() && !keys.contains(record.lent().get())) {
            if (keys.size() < MOST_LENT) {
                keys.add(record.lent().get());
            } else {
                lostTrack = true;
            }
        }
        return theirs;
    }
}
