package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.EngagementEvents;
import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.engagement.Register;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.engagement.ShowEngagement;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.engagement.EngagementPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The use cases about the register of non-employees. */
@Singleton
final class EngagementWiring {

    @Produces
    @Singleton
    EngagementPolicy engagementPolicy(
            @ConfigProperty(name = "tenure.engagement.longest-days", defaultValue = "365") int longestDays,
            @ConfigProperty(name = "tenure.engagement.usual-days", defaultValue = "180") int usualDays,
            @ConfigProperty(name = "tenure.engagement.sponsor-days", defaultValue = "14") int sponsorDays) {
        return new EngagementPolicy(longestDays, usualDays, sponsorDays);
    }

    @Produces
    @Singleton
    EngagementEvents engagementEvents(AuditLog log, Identifiers identifiers) {
        return new EngagementEvents(log, identifiers);
    }

    @Produces
    @Singleton
    Register register(
            EngagementPolicy policy,
            Identities identities,
            WorkerSources sources,
            WorkerStatements statements,
            WorkerDesk workers) {
        return new Register(policy, identities, sources, statements, workers);
    }

    @Produces
    @Singleton
    RequestEngagement requestEngagement(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Engagements engagements,
            Register register,
            EngagementEvents events) {
        return new RequestEngagement(transactions, identifiers, requestKeys, engagements, register, events);
    }

    @Produces
    @Singleton
    ExtendEngagement extendEngagement(
            Transactions transactions,
            RequestKeys requestKeys,
            Engagements engagements,
            Register register,
            EngagementEvents events) {
        return new ExtendEngagement(transactions, requestKeys, engagements, register, events);
    }

    @Produces
    @Singleton
    DecideEngagement decideEngagement(
            Transactions transactions, Engagements engagements, Register register, EngagementEvents events) {
        return new DecideEngagement(transactions, engagements, register, events);
    }

    @Produces
    @Singleton
    EndEngagement endEngagement(
            Transactions transactions, Engagements engagements, Register register, EngagementEvents events) {
        return new EndEngagement(transactions, engagements, register, events);
    }

    @Produces
    @Singleton
    ListEngagements listEngagements(Transactions transactions, Engagements engagements, EngagementPolicy policy) {
        return new ListEngagements(transactions, engagements, policy);
    }

    @Produces
    @Singleton
    ShowEngagement showEngagement(Transactions transactions, Engagements engagements) {
        return new ShowEngagement(transactions, engagements);
    }
}
