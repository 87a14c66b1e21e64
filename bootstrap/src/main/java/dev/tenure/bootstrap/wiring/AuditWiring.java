package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.audit.ExportAudit;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.audit.ProveConsistency;
import dev.tenure.application.audit.ProveInclusion;
import dev.tenure.application.audit.SequenceAudit;
import dev.tenure.application.audit.ShowCheckpoint;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about the audit log. */
@Singleton
final class AuditWiring {

    @Produces
    @Singleton
    ExportAudit exportAudit(Transactions transactions, Identifiers identifiers, AuditLog log, AuditTrail trail) {
        return new ExportAudit(transactions, identifiers, log, trail);
    }

    @Produces
    @Singleton
    ListAuditEvents listAuditEvents(Transactions transactions, AuditTrail trail) {
        return new ListAuditEvents(transactions, trail);
    }

    @Produces
    @Singleton
    ProveConsistency proveConsistency(Transactions transactions, AuditTrail trail) {
        return new ProveConsistency(transactions, trail);
    }

    @Produces
    @Singleton
    ProveInclusion proveInclusion(Transactions transactions, AuditTrail trail) {
        return new ProveInclusion(transactions, trail);
    }

    @Produces
    @Singleton
    SequenceAudit sequenceAudit(AuditSequencer sequencer) {
        return new SequenceAudit(sequencer);
    }

    @Produces
    @Singleton
    ShowCheckpoint showCheckpoint(Transactions transactions, AuditTrail trail) {
        return new ShowCheckpoint(transactions, trail);
    }
}
