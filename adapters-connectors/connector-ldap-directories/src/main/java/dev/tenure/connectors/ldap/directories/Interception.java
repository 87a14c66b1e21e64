package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedExtendedRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import com.unboundid.util.StaticUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands before the server: planned faults first, then the manners, then the ledger of what took effect. */
final class Interception extends InMemoryOperationInterceptor {

    private static final String FAULT = "fault";
    private static final String ASKED = "asked";
    private static final String BEFORE = "before";
    private static final Pattern RANGE = Pattern.compile("(?i)(\\w+);range=(\\d+)-(\\d+|\\*)");

    private final AtomicLong tick = new AtomicLong();
    private final ReentrantLock oneWrite = new ReentrantLock();
    private final DirectoryManners manners;
    private final DirectoryOptions options;
    private final Faults faults;
    private final EffectLedger ledger;
    private final Traffic traffic;
    private final Content content;
    private final Optional<History> history;

    Interception(
            DirectoryManners manners,
            DirectoryOptions options,
            Faults faults,
            EffectLedger ledger,
            Traffic traffic,
            Content content,
            Optional<History> history) {
        this.manners = manners;
        this.options = options;
        this.faults = faults;
        this.ledger = ledger;
        this.traffic = traffic;
        this.content = content;
        this.history = history;
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
        SimpleBindRequest bind = request.getRequest();
        Optional<Entry> entry = signingIn(bind.getBindDN());
        if (entry.isEmpty()) {
            if (!DN.isValidDN(bind.getBindDN())) {
                throw new LDAPException(ResultCode.INVALID_CREDENTIALS, "");
            }
            return;
        }
        if (manners.locked(entry.get())) {
            throw manners.lockedOut();
        }
        request.setRequest(new SimpleBindRequest(
                entry.get().getDN(), Objects.requireNonNull(bind.getPassword()).getValue()));
    }

    private Optional<Entry> signingIn(String name) {
        if (DN.isValidDN(name)) {
            return content.entry(name);
        }
        String login = name.substring(name.indexOf('\\') + 1);
        return manners.loginAttribute(name)
                .flatMap(attribute -> content.search(Filter.createEqualityFilter(attribute, login)).stream()
                        .findFirst());
    }

    @Override
    public void processExtendedRequest(InMemoryInterceptedExtendedRequest request) throws LDAPException {
        if (request.getRequest().getOID().equals(PasswordModifyExtendedRequest.PASSWORD_MODIFY_REQUEST_OID)) {
            throw new LDAPException(ResultCode.UNWILLING_TO_PERFORM, "change the password attribute instead");
        }
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
        counted(() -> beforeSearch(request));
    }

    @Override
    public void processSearchResult(InMemoryInterceptedSearchResult result) {
        traffic.end();
    }

    private void beforeSearch(InMemoryInterceptedSearchRequest request) throws LDAPException {
        SearchRequest search = request.getRequest().duplicate();
        if (!search.getBaseDN().isEmpty()) {
            Optional<Faults.Mode> fault = faults.onRead();
            if (fault.isPresent()) {
                faults.happen(fault.get(), ClientSocket.current());
            }
        }
        if (!options.pages()) {
            if (search.hasControl(SimplePagedResultsControl.PAGED_RESULTS_OID)) {
                throw new LDAPException(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "no paging here");
            }
            search.setSizeLimit(options.mostEntries());
            request.setRequest(search);
        }
        if (history.isPresent()) {
            boolean deletedToo = search.hasControl(History.SHOW_DELETED);
            search.removeControl(History.SHOW_DELETED);
            if (!deletedToo || !options.showsDeleted()) {
                search.setFilter(notDeleted(search.getFilter()));
            }
            request.setRequest(search);
        }
        Set<String> asked = new LinkedHashSet<>();
        Arrays.stream(search.getAttributes())
                .map(a -> a.toLowerCase(Locale.ROOT))
                .forEach(asked::add);
        request.setProperty(ASKED, asked);
        if (asked.stream().anyMatch(a -> RANGE.matcher(a).matches())) {
            search.setAttributes(
                    asked.stream().map(a -> a.replaceFirst("(?i);range=.*", "")).toList());
            request.setRequest(search);
        }
    }

    private static Filter notDeleted(Filter filter) {
        List<Filter> all = new ArrayList<>(
                filter.getFilterType() == Filter.FILTER_TYPE_AND ? List.of(filter.getComponents()) : List.of(filter));
        all.add(Filter.createNOTFilter(Filter.createEqualityFilter(History.DELETED, "TRUE")));
        return Filter.createANDFilter(all);
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry result) {
        Set<String> asked = new LinkedHashSet<>();
        if (result.getProperty(ASKED) instanceof Set<?> names) {
            names.forEach(name -> asked.add(name.toString()));
        }
        SearchResultEntry found = Objects.requireNonNull(result.getSearchEntry());
        Entry shown = manners.shown(found, asked);
        if (!options.pages() && found.getDN().isEmpty()) {
            shown.removeAttributeValue("supportedControl", SimplePagedResultsControl.PAGED_RESULTS_OID);
        }
        if (history.isPresent() && found.getDN().isEmpty()) {
            shown.setAttribute("highestCommittedUSN", history.get().highest());
            shown.setAttribute("dsServiceName", history.get().settings());
            shown.setAttribute("defaultNamingContext", content.base());
            shown.setAttribute("currentTime", StaticUtils.encodeGeneralizedTime(System.currentTimeMillis()));
        }
        boolean all = asked.isEmpty() || asked.contains("*");
        if (asked.contains("memberof") || (all && manners.showsMemberOf())) {
            List<String> groups = content.groupsListing(found.getDN());
            if (!groups.isEmpty()) {
                shown.setAttribute("memberOf", groups);
            }
        }
        result.setSearchEntry(inRanges(shown, asked));
    }

    /** [MS-ADTS] 3.1.1.3.1.3.3: a list that is too long comes as an empty attribute and one named by its range. */
    private Entry inRanges(Entry entry, Set<String> asked) {
        Attribute members = entry.getAttribute("member");
        int most = manners.longestValueList();
        if (members == null || most == Integer.MAX_VALUE) {
            return entry;
        }
        int from = 0;
        int to = Integer.MAX_VALUE;
        boolean ranged = false;
        for (String name : asked) {
            Matcher range = RANGE.matcher(name);
            if (range.matches() && range.group(1).equalsIgnoreCase("member")) {
                ranged = true;
                from = Integer.parseInt(range.group(2));
                to = range.group(3).equals("*") ? Integer.MAX_VALUE : Integer.parseInt(range.group(3));
            }
        }
        String[] values = members.getValues();
        if (!ranged && values.length <= most) {
            return entry;
        }
        Entry shown = DirectoryManners.without(entry, "member");
        if (from < values.length) {
            int end = (int) Math.min(Math.min((long) from + most, values.length), (long) to + 1);
            String last = end == values.length ? "*" : Integer.toString(end - 1);
            shown.setAttribute(
                    "member;range=" + from + "-" + last, Arrays.asList(values).subList(from, end));
        }
        return shown;
    }

    @Override
    public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
        counted(() -> beforeModify(request));
    }

    private void beforeModify(InMemoryInterceptedModifyRequest request) throws LDAPException {
        beforeWrite(request);
        awaitTick();
        // From here to its result no other write comes between, so that what one found before it is what it changed.
        begin();
        boolean goesAhead = false;
        try {
            ModifyRequest modify = request.getRequest().duplicate();
            Optional<Entry> before = content.entry(modify.getDN());
            if (before.isPresent()) {
                List<Modification> written = new ArrayList<>(manners.written(
                        before.get(),
                        modify.getModifications(),
                        ClientSocket.current().encrypted()));
                history.ifPresent(h -> written.add(h.stamp()));
                modify.setModifications(written);
                request.setRequest(modify);
                request.setProperty(BEFORE, before.get().duplicate());
            }
            goesAhead = true;
        } finally {
            if (!goesAhead) {
                end();
            }
        }
    }

    private void begin() {
        oneWrite.lock();
        history.ifPresent(History::begin);
    }

    private void end() {
        history.ifPresent(History::end);
        oneWrite.unlock();
    }

    /** Times of change are milliseconds: no two writes carry the same one, or the second would not be seen. */
    private void awaitTick() {
        synchronized (tick) {
            while (System.currentTimeMillis() <= tick.get()) {
                Thread.onSpinWait();
            }
            tick.set(System.currentTimeMillis());
        }
    }

    /** The server wrote its time after the wait before it ended. */
    private void noteTick() {
        synchronized (tick) {
            tick.set(Math.max(tick.get(), System.currentTimeMillis()));
        }
    }

    @Override
    public void processModifyResult(InMemoryInterceptedModifyResult result) {
        try {
            if (succeeded(result.getResult()) && result.getProperty(BEFORE) instanceof Entry before) {
                String dn = result.getRequest().getDN();
                for (Modification modification : result.getRequest().getModifications()) {
                    effects(dn, modification, before).forEach(ledger::add);
                }
            }
        } finally {
            noteTick();
            end();
        }
        afterWrite(result.getProperty(FAULT));
        traffic.end();
    }

    /** A write of what stood there already takes no effect. */
    private boolean changed(Entry before, String attribute) {
        Attribute then = before.getAttribute(attribute);
        Attribute now = content.entry(before.getDN())
                .map(entry -> entry.getAttribute(attribute))
                .orElse(null);
        return !Objects.equals(then, now);
    }

    private List<Effect> effects(String dn, Modification modification, Entry before) {
        String attribute = modification.getAttributeName();
        List<Effect> effects = new ArrayList<>();
        if (attribute.equalsIgnoreCase(manners.passwordAttribute())) {
            effects.add(new Effect(dn, Effect.Kind.PASSWORD_CHANGED, ""));
        } else if (!changed(before, attribute)) {
            return effects;
        } else if (attribute.equalsIgnoreCase(manners.lockAttribute())) {
            if (!modification.getModificationType().equals(ModificationType.DELETE)) {
                effects.add(new Effect(dn, Effect.Kind.SIGN_IN_CHANGED, ""));
            }
        } else if (isMember(attribute)) {
            Effect.Kind kind = modification.getModificationType().equals(ModificationType.ADD)
                    ? Effect.Kind.MEMBER_ADDED
                    : Effect.Kind.MEMBER_REMOVED;
            for (String value : modification.getValues()) {
                effects.add(new Effect(dn, kind, value));
            }
        } else if (!attribute.equalsIgnoreCase(manners.passwordMoment().getAttributeName())
                && !attribute.equalsIgnoreCase(History.NUMBER)) {
            effects.add(new Effect(dn, Effect.Kind.ATTRIBUTE_CHANGED, attribute));
        }
        return effects;
    }

    private static boolean isMember(String attribute) {
        return Arrays.stream(GroupKind.values())
                .anyMatch(kind -> kind.memberAttribute().equalsIgnoreCase(attribute));
    }

    @Override
    public void processAddRequest(InMemoryInterceptedAddRequest request) throws LDAPException {
        beforeWrite(request);
        Entry asked =
                new Entry(request.getRequest().getDN(), request.getRequest().getAttributes());
        Entry added = manners.added(asked, ClientSocket.current().encrypted());
        begin();
        request.setRequest(new AddRequest(
                history.map(h -> h.stamped(added)).orElse(added),
                request.getRequest().getControls()));
    }

    @Override
    public void processAddResult(InMemoryInterceptedAddResult result) {
        if (succeeded(result.getResult())) {
            ledger.add(new Effect(result.getRequest().getDN(), Effect.Kind.ENTRY_ADDED, ""));
        }
        end();
        afterWrite(result.getProperty(FAULT));
    }

    @Override
    public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) throws LDAPException {
        beforeWrite(request);
        begin();
        content.entry(request.getRequest().getDN()).ifPresent(gone -> request.setProperty(BEFORE, gone));
    }

    @Override
    public void processDeleteResult(InMemoryInterceptedDeleteResult result) {
        try {
            if (succeeded(result.getResult())) {
                ledger.add(new Effect(result.getRequest().getDN(), Effect.Kind.ENTRY_DELETED, ""));
                if (result.getProperty(BEFORE) instanceof Entry gone) {
                    history.ifPresent(h -> content.bury(h.tombstone(gone)));
                }
            }
        } finally {
            end();
        }
        afterWrite(result.getProperty(FAULT));
    }

    @Override
    public void processModifyDNRequest(InMemoryInterceptedModifyDNRequest request) throws LDAPException {
        beforeWrite(request);
        begin();
    }

    @Override
    public void processModifyDNResult(InMemoryInterceptedModifyDNResult result) {
        try {
            if (succeeded(result.getResult())) {
                ledger.add(new Effect(result.getRequest().getDN(), Effect.Kind.ENTRY_RENAMED, ""));
                history.ifPresent(h -> content.mark(renamed(result), h.stamp()));
            }
        } finally {
            end();
        }
        afterWrite(result.getProperty(FAULT));
    }

    private static String renamed(InMemoryInterceptedModifyDNResult result) {
        try {
            DN before = new DN(result.getRequest().getDN());
            String parent = result.getRequest().getNewSuperiorDN();
            return new DN(
                            new RDN(result.getRequest().getNewRDN()),
                            parent == null ? Objects.requireNonNull(before.getParent()) : new DN(parent))
                    .toString();
        } catch (LDAPException e) {
            throw new IllegalStateException("rename: was done with names that are none", e);
        }
    }

    /** What goes ahead ends with its result; what is stopped here has none. */
    private void counted(Step step) throws LDAPException {
        traffic.begin();
        boolean goesAhead = false;
        try {
            step.take();
            goesAhead = true;
        } finally {
            if (!goesAhead) {
                traffic.end();
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws LDAPException;
    }

    private void beforeWrite(InMemoryInterceptedRequest request) throws LDAPException {
        faults.takeWriteTime();
        Optional<Faults.Mode> fault = faults.onWrite();
        if (fault.isPresent()) {
            request.setProperty(FAULT, fault.get());
            faults.happen(fault.get(), ClientSocket.current());
        }
    }

    private void afterWrite(@Nullable Object fault) {
        if (fault instanceof Faults.Mode mode) {
            faults.happenAfter(mode, ClientSocket.current());
        }
    }

    private static boolean succeeded(@Nullable LDAPResult result) {
        return result != null && result.getResultCode().equals(ResultCode.SUCCESS);
    }
}
