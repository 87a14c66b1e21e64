package dev.tenure.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.StaticUtils;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.Increment.Item;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.ResumeToken;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What changed since a token.
 *
 * <p>Active Directory numbers changes, each domain controller its own ([MS-ADTS] 3.1.1.1.9): the token names the controller by
 * its invocation id, and deletions are read from the tombstones. Of other directories only the time of the last modification
 * tells; it is asked for with an overlap, since clocks differ, and of what was deleted there is nothing left to read.
 *
 * <p>One answer holds about a page. Where more changed, the range that is asked for is halved until it fits: neither numbers
 * nor times come sorted.
 */
final class Changes {

    /** LDAP_SERVER_SHOW_DELETED_OID, critical: without it, a search for tombstones would find none and say nothing. */
    private static final Control SHOW_DELETED = new Control("1.2.840.113556.1.4.417", true);

    /** The shortest life of a tombstone that any version sets by itself ([MS-ADTS] 3.1.1.5.5.4), but for a day. */
    private static final Duration TOMBSTONES_LIVE = Duration.ofDays(59);

    private static final Increment NONE_OF_OURS = new Increment.ReadWhole(
            "the token is none of this connector's, or was given before accountBase, accountFilter or groupBase changed");

    private final LdapSettings settings;
    private final DirectoryConnections connections;
    private final Searches searches;
    private final Groups groups;
    private final AccountShape shape;
    private final KeptIndexes indexes;
    private final NativeIds ids;
    private final InstantSource clock;

    Changes(
            LdapSettings settings,
            DirectoryConnections connections,
            Searches searches,
            Groups groups,
            AccountShape shape,
            KeptIndexes indexes,
            InstantSource clock) {
        this.settings = settings;
        this.connections = connections;
        this.searches = searches;
        this.groups = groups;
        this.shape = shape;
        this.indexes = indexes;
        this.ids = new NativeIds(settings.idAttribute());
        this.clock = clock;
    }

    Increment since(LDAPConnection connection, Optional<ResumeToken> token) throws LDAPException, Trouble {
        Increment increment = settings.style() == DirectoryStyle.ACTIVE_DIRECTORY
                ? byNumber(connection, token)
                : byTime(connection, token);
        if (increment instanceof Increment.Changed changed) {
            indexes.told(token, changed.next());
        }
        return increment;
    }

    // By number

    /**
     * A domain controller at a moment.
     *
     * @param invocation which it is, until it is restored
     * @param highest the last number it gave
     * @param time by its clock
     * @param domain the domain's root
     */
    private record Controller(String invocation, long highest, Instant time, String domain) {}

    private Increment byNumber(LDAPConnection connection, Optional<ResumeToken> token) throws LDAPException, Trouble {
        Controller now = controller(connection);
        if (token.isEmpty()) {
            return new Increment.Changed(List.of(), numbered(now, now.highest() + 1, now.time()), false);
        }
        Optional<Place> given = Place.of(token.get(), 5, mark());
        if (given.isEmpty()) {
            return NONE_OF_OURS;
        }
        Instant since = Instant.ofEpochSecond(given.get().number(3));
        long from = given.get().number(4);
        if (!given.get().text(2).equals(now.invocation())) {
            return new Increment.ReadWhole(
                    "the token is of another domain controller, or of this one before it was restored");
        }
        if (from < 0 || from > now.highest() + 1 || since.isAfter(now.time())) {
            return new Increment.ReadWhole("the domain controller has not come as far as the token");
        }
        if (since.plus(TOMBSTONES_LIVE).isBefore(now.time())) {
            return new Increment.ReadWhole("what was deleted since the token may be forgotten by now");
        }
        if (settings.deletions() && !seesTombstones(connection, now)) {
            throw Trouble.refused("what was deleted cannot be seen: grant the account in bindDn the right to list"
                    + " CN=Deleted Objects, or set deletions to no");
        }
        Part part = part(connection, from, now.highest(), (first, last, open) -> {
            Filter range = Filter.createANDFilter(
                    Filter.createGreaterOrEqualFilter("uSNChanged", Long.toString(first)),
                    Filter.createLessOrEqualFilter("uSNChanged", Long.toString(last)));
            return new Asked(accounts(range), changedGroups(range), tombstones(now, range));
        });
        List<Item> items = items(connection, token.get(), part);
        if (part.more()) {
            return new Increment.Changed(items, numbered(now, part.to() + 1, since), true);
        }
        // Time alone ends an account, and numbers nothing.
        Filter expired = Filter.createANDFilter(
                Filter.createGreaterOrEqualFilter(
                        AccountShape.ACCOUNT_EXPIRES, Long.toString(AccountShape.toFiletime(since))),
                Filter.createLessOrEqualFilter(
                        AccountShape.ACCOUNT_EXPIRES, Long.toString(AccountShape.toFiletime(now.time()))));
        searches.each(connection, accounts(expired), entry -> items.add(new Item.Account(shape.observed(entry))));
        return new Increment.Changed(items, numbered(now, now.highest() + 1, now.time()), false);
    }

    private ResumeToken numbered(Controller controller, long from, Instant since) {
        return Place.token(
                "usn", mark(), controller.invocation(), Long.toString(since.getEpochSecond()), Long.toString(from));
    }

    private Controller controller(LDAPConnection connection) throws LDAPException, Trouble {
        Entry root =
                connection.getEntry("", "highestCommittedUSN", "dsServiceName", "currentTime", "defaultNamingContext");
        String service = root == null ? null : root.getAttributeValue("dsServiceName");
        Long highest = root == null ? null : root.getAttributeValueAsLong("highestCommittedUSN");
        String domain = root == null ? null : root.getAttributeValue("defaultNamingContext");
        Entry own = service == null ? null : connection.getEntry(service, "invocationId");
        byte[] invocation = own == null ? null : own.getAttributeValueBytes("invocationId");
        if (root == null || highest == null || invocation == null || domain == null) {
            throw Trouble.refused(
                    "the domain controller's number of changes cannot be read: grant the account in bindDn"
                            + " the right to read invocationId of the controller's NTDS Settings");
        }
        try {
            String time = root.getAttributeValue("currentTime");
            Instant now = time == null ? clock.instant() : GeneralizedTimes.instant(time);
            return new Controller(HexFormat.of().formatHex(invocation), highest, now, domain);
        } catch (ParseException e) {
            throw Trouble.refused("the domain controller's time is none: check its clock");
        }
    }

    /** Without the right to them, a search for tombstones finds none and says nothing. */
    private static boolean seesTombstones(LDAPConnection connection, Controller controller) throws LDAPException {
        SearchRequest container = new SearchRequest(
                "CN=Deleted Objects," + controller.domain(),
                SearchScope.BASE,
                Filter.createPresenceFilter("objectClass"),
                "1.1");
        container.addControl(SHOW_DELETED);
        try {
            return connection.search(container).getEntryCount() > 0;
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return false;
            }
            throw e;
        }
    }

    private Optional<SearchRequest> tombstones(Controller controller, Filter range) throws LDAPException {
        if (!settings.deletions()) {
            return Optional.empty();
        }
        SearchRequest tombstones = searches.request(
                new DN(new RDN("CN", "Deleted Objects"), new DN(controller.domain())),
                Filter.createANDFilter(
                        Filter.createEqualityFilter("isDeleted", "TRUE"),
                        Filter.createORFilter(
                                Filter.createEqualityFilter("objectClass", "user"),
                                Filter.createEqualityFilter("objectClass", "group")),
                        range),
                settings.idAttribute(),
                "objectClass");
        tombstones.addControl(SHOW_DELETED);
        return Optional.of(tombstones);
    }

    // By time

    private Increment byTime(LDAPConnection connection, Optional<ResumeToken> token) throws LDAPException, Trouble {
        long now = clock.instant().getEpochSecond();
        long overlap = settings.overlap().toSeconds();
        if (token.isEmpty()) {
            // Reached and asked, so that a directory that is away is not taken for one in which nothing happens.
            connection.getEntry("", "1.1");
            return new Increment.Changed(List.of(), timed(now - overlap), false);
        }
        Optional<Place> given = Place.of(token.get(), 3, mark());
        if (given.isEmpty()) {
            return NONE_OF_OURS;
        }
        long from = given.get().number(2);
        if (from < 0 || from > now + overlap) {
            return new Increment.ReadWhole("the token is of a time that has not come: check the clocks");
        }
        Part part = part(connection, Math.min(from, now), now, (first, last, open) -> {
            Filter since = Filter.createGreaterOrEqualFilter("modifyTimestamp", time(first));
            // What carries a time to come, by the directory's clock, belongs to the last part.
            Filter range = open
                    ? since
                    : Filter.createANDFilter(
                            since,
                            Filter.createNOTFilter(
                                    Filter.createGreaterOrEqualFilter("modifyTimestamp", time(last + 1))));
            return new Asked(accounts(range), changedGroups(range), Optional.empty());
        });
        List<Item> items = items(connection, token.get(), part);
        return part.more()
                ? new Increment.Changed(items, timed(part.to() + 1), true)
                : new Increment.Changed(items, timed(now - overlap), false);
    }

    private ResumeToken timed(long from) {
        return Place.token("time", mark(), Long.toString(from));
    }

    private static String time(long second) {
        // Without a fraction: not every directory compares one.
        return StaticUtils.encodeGeneralizedTime(second * 1_000).replace(".000Z", "Z");
    }

    // Both

    private String mark() {
        return Place.mark(
                settings.style().setting(),
                settings.accountBase().toNormalizedString(),
                settings.accountFilter().toNormalizedString(),
                settings.groupBase().toNormalizedString(),
                settings.idAttribute());
    }

    /** What is asked for within a range. */
    private record Asked(SearchRequest accounts, SearchRequest groups, Optional<SearchRequest> tombstones) {}

    @FunctionalInterface
    private interface Within {
        /** @param open whether the range ends with everything there is */
        Asked ask(long first, long last, boolean open) throws LDAPException;
    }

    /**
     * What was found from the beginning of a range on.
     *
     * @param to where the part ends
     * @param more whether the range goes on behind it
     */
    private record Part(
            List<SearchResultEntry> accounts,
            List<SearchResultEntry> groups,
            List<SearchResultEntry> tombstones,
            long to,
            boolean more) {}

    private Part part(LDAPConnection connection, long from, long end, Within within) throws LDAPException, Trouble {
        long to = end;
        while (true) {
            Asked asked = within.ask(from, to, to >= end);
            boolean whole = to <= from;
            Optional<List<SearchResultEntry>> accounts = found(connection, asked.accounts(), whole);
            Optional<List<SearchResultEntry>> entitlements =
                    accounts.isEmpty() ? Optional.empty() : found(connection, asked.groups(), whole);
            Optional<List<SearchResultEntry>> gone = entitlements.isEmpty()
                    ? Optional.empty()
                    : asked.tombstones().isEmpty()
                            ? Optional.of(List.of())
                            : found(connection, asked.tombstones().get(), whole);
            if (accounts.isPresent() && entitlements.isPresent() && gone.isPresent()) {
                return new Part(accounts.get(), entitlements.get(), gone.get(), to, to < end);
            }
            to = from + (to - from) / 2;
        }
    }

    /** What is found, if it is one page or has to be found whole. */
    private Optional<List<SearchResultEntry>> found(LDAPConnection connection, SearchRequest request, boolean whole)
            throws LDAPException, Trouble {
        Searches.Found first = searches.page(connection, request, Optional.empty());
        if (first.next().isPresent() && !whole) {
            return Optional.empty();
        }
        List<SearchResultEntry> entries = new ArrayList<>(first.entries());
        Optional<ASN1OctetString> next = first.next();
        while (next.isPresent()) {
            Searches.Found more = searches.page(connection, request, next);
            entries.addAll(more.entries());
            next = more.next();
        }
        return Optional.of(entries);
    }

    private SearchRequest accounts(Filter range) {
        return searches.request(
                settings.accountBase(), Filter.createANDFilter(settings.accountFilter(), range), shape.listed());
    }

    private SearchRequest changedGroups(Filter range) {
        return searches.request(
                settings.groupBase(),
                Filter.createANDFilter(settings.style().groupFilter(), range),
                groups.attributes());
    }

    private List<Item> items(LDAPConnection connection, ResumeToken since, Part part) throws LDAPException, Trouble {
        List<Item> items = new ArrayList<>();
        part.accounts().forEach(entry -> items.add(new Item.Account(shape.observed(entry))));
        entitlements(connection, since, part).forEach(entitlement -> items.add(new Item.Entitlement(entitlement)));
        for (SearchResultEntry gone : part.tombstones()) {
            items.add(
                    gone.hasObjectClass("group")
                            ? new Item.EntitlementDeleted(new EntitlementRef(ids.of(gone)))
                            : new Item.AccountDeleted(new AccountRef(ids.of(gone))));
        }
        return items;
    }

    private List<ObservedEntitlement> entitlements(LDAPConnection connection, ResumeToken since, Part part)
            throws LDAPException, Trouble {
        Optional<MemberIndex> kept = indexes.at(since);
        kept.ifPresent(index -> index.renew(part.accounts(), part.groups()));
        if (part.groups().isEmpty()) {
            return List.of();
        }
        if (kept.isPresent()) {
            List<ObservedEntitlement> observed = observed(kept.get(), part.groups());
            if (observed.stream().allMatch(Changes::isResolved)) {
                return observed;
            }
        }
        return observed(indexes.anew(since, connection), part.groups());
    }

    private List<ObservedEntitlement> observed(MemberIndex index, List<SearchResultEntry> changed) throws Trouble {
        List<ObservedEntitlement> observed = new ArrayList<>();
        for (SearchResultEntry group : changed) {
            observed.add(groups.observed(connections, index, group));
        }
        return observed;
    }

    private static boolean isResolved(ObservedEntitlement entitlement) {
        return entitlement.members().stream().noneMatch(ObservedMember.Unresolvable.class::isInstance);
    }
}
