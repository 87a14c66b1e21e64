package dev.tenure.testkit.identity;

import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Instant;

/** The authority of attributes in memory. */
public final class InMemoryAttributeAuthorities implements AttributeAuthorities {

    /** What was decided when. */
    private record Decided(AttributeAuthority authority, Instant at) {}

    private final Table<Long, Decided> decisions;

    /** @param transactions what it takes part in */
    public InMemoryAttributeAuthorities(InMemoryTransactions transactions) {
        this.decisions = transactions.table();
    }

    @Override
    public AttributeAuthority current() {
        return at(Instant.MAX);
    }

    @Override
    public AttributeAuthority at(Instant moment) {
        return decisions
                .newestFirst()
                .filter(decided -> !decided.at().isAfter(moment))
                .map(Decided::authority)
                .findFirst()
                .orElse(AttributeAuthority.UNDECIDED);
    }

    @Override
    public void save(AttributeAuthority authority, Instant now) {
        if (current().version() != authority.version()) {
            throw new StaleVersion("the authority");
        }
        long version = authority.version() + 1;
        decisions.put(
                version, new Decided(new AttributeAuthority(authority.order(), authority.exceptions(), version), now));
    }
}
