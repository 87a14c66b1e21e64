package dev.tenure.domain.reconciliation;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One read of a system's accounts and entitlements. Only a complete one changes what is believed of the target. */
public sealed interface SystemRead {

    /** Its own id. */
    ReadId id();

    /** The system that is read. */
    SystemId system();

    /** What it covers. */
    Scope scope();

    /** When it was asked for. */
    Instant requestedAt();

    /** What a read covers. */
    enum Scope {
        /** All accounts and entitlements: what it does not find is not there. */
        WHOLE,

        /** What the target says changed since it was last asked: nothing follows from what it does not tell. */
        CHANGES
    }

    /**
     * Asked for, not begun or going on.
     *
     * @param mayShrink whether somebody says that the system may hold far less than is known of it
     */
    record Requested(ReadId id, SystemId system, Scope scope, Instant requestedAt, boolean mayShrink)
            implements SystemRead {

        /** One of which nobody says that. */
        public Requested(ReadId id, SystemId system, Scope scope, Instant requestedAt) {
            this(id, system, scope, requestedAt, false);
        }

        /** The target was read to its end, all of it. */
        public Complete complete(Counts counts, Instant now) {
            return complete(counts, List.of(), now);
        }

        /** The target was read to its end but for some parts. */
        public Complete complete(Counts counts, List<String> unread, Instant now) {
            return new Complete(id, system, scope, requestedAt, counts.without(unread.size()), unread, now);
        }

        /** The target could not be read to its end; what is believed of it stays as it was. */
        public Failed fail(String reason, Instant now) {
            return new Failed(id, system, scope, requestedAt, reason, now);
        }
    }

    /**
     * How much of what is known of a system a read of the whole shows.
     *
     * @param accounts known to be there
     * @param missingAccounts of those that it does not show
     * @param entitlements known to be there
     * @param missingEntitlements of those that it does not show
     */
    record Coverage(long accounts, long missingAccounts, long entitlements, long missingEntitlements) {

        /** Fewer can be gone from one day to the next. */
        private static final long FEW = 20;

        /**
         * Whether more than half of the accounts, or of the entitlements, are missing: rather the listing lacks something than that
         * so much is gone.
         */
        public boolean isDoubtful() {
            return isDoubtful(accounts, missingAccounts) || isDoubtful(entitlements, missingEntitlements);
        }

        private static boolean isDoubtful(long known, long missing) {
            return known >= FEW && missing * 2 > known;
        }
    }

    /**
     * Read to its end.
     *
     * @param unread why parts of the target could not be read, a sentence for each, without personal data; of them nothing is said
     */
    record Complete(
            ReadId id,
            SystemId system,
            Scope scope,
            Instant requestedAt,
            Counts counts,
            List<String> unread,
            Instant completedAt)
            implements SystemRead {

        private static final int IN_SHORT = 20;

        public Complete {
            unread = List.copyOf(unread);
        }

        /** The first of what could not be read, and how many more there are: with many parts it is mostly the same. */
        public List<String> unreadInShort() {
            int more = unread.size() - IN_SHORT;
            return more > 0
                    ? Stream.concat(unread.stream().limit(IN_SHORT), Stream.of("and " + more + " more"))
                            .toList()
                    : unread;
        }
    }

    /**
     * Not read to its end.
     *
     * @param reason what the target said, without personal data
     */
    record Failed(ReadId id, SystemId system, Scope scope, Instant requestedAt, String reason, Instant failedAt)
            implements SystemRead {}

    /**
     * What a read found. Of a read of changes, accounts and entitlements are those that were told.
     *
     * @param accounts accounts on the target
     * @param entitlements entitlements on the target
     * @param memberships direct memberships of accounts on the target, by what is believed after the read
     * @param created accounts not known before
     * @param changed accounts that were different before
     * @param vanished accounts known before and no longer there
     * @param correlated accounts that belong to an identity
     * @param unresolved members that could not be resolved, by what is believed after the read: access that somebody must look at
     * @param problems accounts that could not be understood whole, ids by which a listing told several accounts, and parts of the target
     *     that could not be read
     */
    record Counts(
            long accounts,
            long entitlements,
            long memberships,
            long created,
            long changed,
            long vanished,
            long correlated,
            long unresolved,
            long problems) {

        /** The same where so many parts of the target could not be read. */
        Counts without(int parts) {
            return new Counts(
                    accounts,
                    entitlements,
                    memberships,
                    created,
                    changed,
                    vanished,
                    correlated,
                    unresolved,
                    problems + parts);
        }
    }
}
