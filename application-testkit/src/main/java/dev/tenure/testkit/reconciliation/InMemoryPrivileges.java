package dev.tenure.testkit.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.testkit.paging.InMemoryPages;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is and was privileged, in memory. */
public final class InMemoryPrivileges implements Privileges {

    private final InMemoryAccounts accounts;
    private final Instant knownSince;

    /**
     * @param accounts what keeps it
     * @param knownSince when history begins
     */
    public InMemoryPrivileges(InMemoryAccounts accounts, Instant knownSince) {
        this.accounts = accounts;
        this.knownSince = knownSince;
    }

    @Override
    public Instant knownSince() {
        return knownSince;
    }

    @Override
    public void classify(SystemId system, Instant now) {
        accounts.classify(system, now);
    }

    @Override
    public Slice<ClassedEntitlement> entitlements(SystemId system, Optional<EntitlementClass> as, PageRequest page) {
        List<ClassedEntitlement> wanted = accounts.entitlementsOn(system)
                .filter(e ->
                        as.isEmpty() || e.now().map(ClassedEntitlement.Span::as).equals(as))
                .sorted(Comparator.comparing((ClassedEntitlement e) -> e.name().toLowerCase(Locale.ROOT))
                        .thenComparing(ClassedEntitlement::nativeId))
                .toList();
        return InMemoryPages.page(wanted, page, ClassedEntitlement::nativeId);
    }

    @Override
    public Optional<PrivilegePicture> picture(AccountId account) {
        return accounts.picture(account);
    }

    @Override
    public Slice<PrivilegedSpan> population(Filter filter, PageRequest page) {
        Instant oldest = filter.at().minus(HeldPrivilege.COUNTS_FOR);
        // The spans of an account come newest first.
        List<PrivilegedSpan> last = accounts
                .spans()
                .filter(s -> filter.system().map(s.system()::equals).orElse(true))
                .filter(s -> !s.since().isAfter(filter.at()))
                .filter(s -> s.covers(filter.at())
                        || (!filter.held() && !s.until().orElse(filter.at()).isBefore(oldest)))
                .collect(Collectors.groupingBy(
                        s -> s.name().toLowerCase(Locale.ROOT) + " "
                                + s.account().value(),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(List::getFirst)
                .toList();
        return InMemoryPages.page(last, page, s -> s.account().value().toString());
    }
}
