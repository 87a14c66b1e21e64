package dev.tenure.application.lifecycle;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.identity.Confidentiality;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.lifecycle.CertificateRules;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody takes the page that is shown to an auditor: for one leaver, what the targets themselves showed to be gone, what
 * they cannot show and when it ends, and what is open (JML-5a). It says where in the log it stands, so that it can be checked
 * without believing us.
 */
public final class CertifyLeaver {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final LeaverCases cases;
    private final Identities identities;
    private final LeaverExceptions exceptions;
    private final LeaverSecrets secrets;
    private final LeaverOwnership ownership;
    private final AuditTrail trail;

    public CertifyLeaver(
            Transactions transactions,
            LeaverCases cases,
            Identities identities,
            LeaverExceptions exceptions,
            LeaverSecrets secrets,
            LeaverOwnership ownership,
            AuditTrail trail) {
        this.transactions = transactions;
        this.cases = cases;
        this.identities = identities;
        this.exceptions = exceptions;
        this.secrets = secrets;
        this.ownership = ownership;
        this.trail = trail;
    }

    /** Draws the certificate as of now. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> cases.find(command.id())
                .<Outcome>map(leaverCase -> new Outcome.Certified(
                        CertificateRules.draw(leaverCase, now)
                                .sharing(secrets.sharedBy(command.id()))
                                .owning(ownership.ownedBy(command.id())),
                        person(leaverCase, command.caller()),
                        exceptions.of(command.id()),
                        closing(command.id()),
                        trail.latestCheckpoint(),
                        trail.verifierKey()))
                .orElse(new Outcome.Unknown()));
    }

    /** The event by which the case closed: it holds the certificate's lines. */
    private Optional<AuditTrail.Entry> closing(LeaverCaseId id) {
        AuditTrail.Filter filter = new AuditTrail.Filter(
                Optional.of(EventType.LEAVER_CASE_CLOSED.wireName()),
                Optional.of("leaver-case"),
                Optional.of(id.value().toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return trail.list(filter, PageRequest.first(), AuditTrail.Sight.EVERYBODY).items().stream()
                .findFirst();
    }

    /** The person of a case that was withdrawn may have another ending before them. */
    private Identity person(LeaverCase leaverCase, Caller caller) {
        return Confidentiality.shown(
                identities.find(leaverCase.opening().identity()).orElseThrow(), caller);
    }

    /** Which case, for whom. */
    public record Command(Caller caller, LeaverCaseId id) {}

    /** The certificate, or why not. */
    public sealed interface Outcome {
        /**
         * The certificate and what it can be checked against.
         *
         * @param closing the event that holds the certificate's lines; empty while the case is not closed
         * @param checkpoint the newest signed checkpoint
         * @param verifierKey the log's public key
         */
        record Certified(
                LeaverCertificate certificate,
                Identity identity,
                List<LeaverException> exceptions,
                Optional<AuditTrail.Entry> closing,
                Optional<Checkpoint> checkpoint,
                String verifierKey)
                implements Outcome {}

        /** There is no such case. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
