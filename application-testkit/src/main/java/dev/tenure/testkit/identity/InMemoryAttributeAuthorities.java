package dev.tenure.testkit.identity;

import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;

/** The authority of attributes in memory. */
public final class InMemoryAttributeAuthorities implements AttributeAuthorities {

    private final Table<Boolean, AttributeAuthority> authorities;

    /** @param transactions what it takes part in */
    public InMemoryAttributeAuthorities(InMemoryTransactions transactions) {
        this.authorities = transactions.table();
    }

    @Override
    public AttributeAuthority current() {
        return authorities.find(true).orElse(AttributeAuthority.UNDECIDED);
    }

    @Override
    public void save(AttributeAuthority authority) {
        if (current().version() != authority.version()) {
            throw new StaleVersion("the authority");
        }
        authorities.put(
                true, new AttributeAuthority(authority.order(), authority.exceptions(), authority.version() + 1));
    }
}
