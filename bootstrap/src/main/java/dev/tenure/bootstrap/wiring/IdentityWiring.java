package dev.tenure.bootstrap.wiring;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about identities. */
@Singleton
final class IdentityWiring {

    @Produces
    @Singleton
    ListIdentities listIdentities(Transactions transactions, Identities identities) {
        return new ListIdentities(transactions, identities);
    }

    @Produces
    @Singleton
    ShowIdentity showIdentity(Transactions transactions, Identities identities) {
        return new ShowIdentity(transactions, identities);
    }
}
