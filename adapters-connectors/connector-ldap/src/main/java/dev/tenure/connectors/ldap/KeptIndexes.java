package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tenure.connector.spi.ResumeToken;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index that a listing of accounts leaves behind, since to make one anew reads all accounts once more: the listing of
 * groups that follows takes it, and so does every reading of changes from there on, each of which brings it up to date.
 *
 * <p>It is good only for the token of the last reading that brought it up to date. A copy of the product that missed a reading makes
 * it anew.
 */
final class KeptIndexes {

    /** A listing of groups that begins later than this takes in accounts that were made meanwhile. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final LdapSettings settings;
    private final Searches searches;
    private final InstantSource clock;

    /** Softly: it is as large as the directory, and can be made anew. */
    private SoftReference<MemberIndex> index = new SoftReference<>(null);

    private Instant listedAt = Instant.MIN;

    private @Nullable ResumeToken upTo;

    /** The token of a reading of the whole that began; its listing of accounts comes next. */
    private @Nullable ResumeToken begun;

    KeptIndexes(LdapSettings settings, Searches searches, InstantSource clock) {
        this.settings = settings;
        this.searches = searches;
        this.clock = clock;
    }

    /** A listing of accounts came to its end. */
    synchronized void listed(MemberIndex listed) {
        index = new SoftReference<>(listed);
        listedAt = clock.instant();
        upTo = begun;
    }

    /** For a listing of groups that begins. */
    MemberIndex forListing(LDAPConnection connection) throws LDAPException, Trouble {
        Optional<MemberIndex> listed = justListed();
        if (listed.isEmpty()) {
            return MemberIndex.of(settings, searches, connection);
        }
        listed.get().addGroups(settings, searches, connection);
        return listed.get();
    }

    private synchronized Optional<MemberIndex> justListed() {
        return listedAt.isBefore(clock.instant().minus(FRESH)) ? Optional.empty() : Optional.ofNullable(index.get());
    }

    /** The index to which what changed since a token is to be added; empty where there is none. */
    synchronized Optional<MemberIndex> at(ResumeToken token) {
        return token.equals(upTo) ? Optional.ofNullable(index.get()) : Optional.empty();
    }

    /** One that was made while changes since a token were read. */
    MemberIndex anew(ResumeToken token, LDAPConnection connection) throws LDAPException, Trouble {
        MemberIndex made = MemberIndex.of(settings, searches, connection);
        synchronized (this) {
            index = new SoftReference<>(made);
            upTo = token;
        }
        return made;
    }

    /** What changed since a token was told, up to the next one. */
    synchronized void told(Optional<ResumeToken> since, ResumeToken next) {
        if (since.isEmpty()) {
            begun = next;
        } else if (since.get().equals(upTo)) {
            upTo = next;
        }
    }
}
