package dev.tenure.connectors.scim.targets;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a target behaves where the standard leaves the choice, and where it departs from it.
 *
 * @param departures in what it differs from a target of all of RFC 7644 that is paged by index
 * @param mostPerPage the most resources it gives at a time
 * @param totalsOff what it adds to the true number of resources when it tells their number
 * @param certificateFor the host that its certificate names; without one it is reached without TLS
 */
public record ScimManners(Set<Departure> departures, int mostPerPage, int totalsOff, Optional<String> certificateFor) {

    /** All of RFC 7644, paged by index. */
    public static final ScimManners STANDARD = new ScimManners(Set.of(), 100, 0, Optional.empty());

    /** One way to differ. */
    public enum Departure {
        /** Lists are paged by cursor (RFC 9865). */
        CURSORS,
        NO_PATCH,
        NO_FILTER,
        /** Lists everybody whatever the filter says. */
        IGNORES_FILTER,
        NO_ETAG,
        /** Does not answer at ServiceProviderConfig and ResourceTypes. */
        SILENT,
        /** Shows members only where one group is read alone. */
        HIDES_MEMBERS_IN_LISTS,
        NO_GROUPS,
        /** An account that is no longer active is gone. */
        FORGETS_THE_INACTIVE,
        /** A new account is active whatever was asked. */
        CREATES_ACTIVE
    }

    public ScimManners {
        departures = Set.copyOf(departures);
    }

    boolean is(Departure departure) {
        return departures.contains(departure);
    }

    private ScimManners with(Departure... more) {
        Set<Departure> all = EnumSet.noneOf(Departure.class);
        all.addAll(departures);
        all.addAll(Set.of(more));
        return new ScimManners(all, mostPerPage, totalsOff, certificateFor);
    }

    /** Paged by cursor. */
    public ScimManners byCursor() {
        return with(Departure.CURSORS);
    }

    /** Without PATCH. */
    public ScimManners withoutPatch() {
        return with(Departure.NO_PATCH);
    }

    /** Without filters, and saying so. */
    public ScimManners withoutFilter() {
        return with(Departure.NO_FILTER);
    }

    /** Saying that it filters, and listing everybody. */
    public ScimManners ignoringFilters() {
        return with(Departure.IGNORES_FILTER);
    }

    /** Without versions. */
    public ScimManners withoutVersions() {
        return with(Departure.NO_ETAG);
    }

    /** Saying nothing of itself. */
    public ScimManners silent() {
        return with(Departure.SILENT);
    }

    /** Showing members only where one group is read alone. */
    public ScimManners hidingMembersInLists() {
        return with(Departure.HIDES_MEMBERS_IN_LISTS);
    }

    /** Without groups, and forgetting whoever is no longer active. */
    public ScimManners withoutGroupsForgettingTheInactive() {
        return with(Departure.NO_GROUPS, Departure.FORGETS_THE_INACTIVE);
    }

    /** Making every new account active. */
    public ScimManners creatingActive() {
        return with(Departure.CREATES_ACTIVE);
    }

    /** Giving at most so many resources at a time. */
    public ScimManners givingAtMost(int most) {
        return new ScimManners(departures, most, totalsOff, certificateFor);
    }

    /** Counting wrong by so many. */
    public ScimManners countingWrongBy(int off) {
        return new ScimManners(departures, mostPerPage, off, certificateFor);
    }

    /** Over HTTPS, with a certificate of its own. */
    public ScimManners overTls() {
        return overTlsAs("localhost");
    }

    /** Over HTTPS, with a certificate for this host. */
    public ScimManners overTlsAs(String host) {
        return new ScimManners(departures, mostPerPage, totalsOff, Optional.of(host));
    }
}
