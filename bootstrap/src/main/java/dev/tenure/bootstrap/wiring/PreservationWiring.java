package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.Handovers;
import dev.tenure.application.preservation.LegalHoldEvents;
import dev.tenure.application.preservation.LegalHolds;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.Preservation;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The use cases about what must not be destroyed. */
@Singleton
final class PreservationWiring {

    /** What accounts own is not read yet, so nothing is known to lack a successor. */
    @Produces
    @Singleton
    Handovers handovers() {
        return account -> Optional.empty();
    }

    @Produces
    @Singleton
    Preservation preservation(Accounts accounts, LegalHolds holds, Handovers handovers, Operations operations) {
        return new Preservation(accounts, holds, handovers, operations);
    }

    @Produces
    @Singleton
    LegalHoldEvents legalHoldEvents(AuditLog log, Identifiers identifiers) {
        return new LegalHoldEvents(log, identifiers);
    }

    @Produces
    @Singleton
    PlaceLegalHold placeLegalHold(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Identities identities,
            LegalHolds holds,
            LegalHoldEvents events) {
        return new PlaceLegalHold(transactions, identifiers, requestKeys, identities, holds, events);
    }

    @Produces
    @Singleton
    ProposeLegalHoldLift proposeLegalHoldLift(Transactions transactions, LegalHolds holds, LegalHoldEvents events) {
        return new ProposeLegalHoldLift(transactions, holds, events);
    }

    @Produces
    @Singleton
    DecideLegalHoldLift decideLegalHoldLift(Transactions transactions, LegalHolds holds, LegalHoldEvents events) {
        return new DecideLegalHoldLift(transactions, holds, events);
    }

    @Produces
    @Singleton
    ListLegalHolds listLegalHolds(Transactions transactions, LegalHolds holds, Identities identities) {
        return new ListLegalHolds(transactions, holds, identities);
    }
}
