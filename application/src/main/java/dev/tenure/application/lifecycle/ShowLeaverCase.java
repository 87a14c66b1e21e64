package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Confidentiality;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.lifecycle.CertificateRules;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.provisioning.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Somebody looks at one leaver: each account and milestone, what is being tried, what is wrong, and what is proven so far.
 */
public final class ShowLeaverCase {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final LeaverCases cases;
    private final Identities identities;
    private final Operations operations;
    private final LeaverExceptions exceptions;
    private final LeaverEscalations escalations;
    private final LeaverSecrets secrets;
    private final LeaverOwnership ownership;

    public ShowLeaverCase(
            Transactions transactions,
            LeaverCases cases,
            Identities identities,
            Operations operations,
            LeaverExceptions exceptions,
            LeaverEscalations escalations,
            LeaverSecrets secrets,
            LeaverOwnership ownership) {
        this.transactions = transactions;
        this.cases = cases;
        this.identities = identities;
        this.operations = operations;
        this.exceptions = exceptions;
        this.escalations = escalations;
        this.secrets = secrets;
        this.ownership = ownership;
    }

    /** Reads the case with everything about it, and draws its certificate as of now. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> cases.find(command.id())
                .<Outcome>map(leaverCase -> new Outcome.Shown(
                        leaverCase,
                        person(leaverCase, command.caller()),
                        operations.of(LeaverDesk.causeOf(leaverCase)),
                        exceptions.of(command.id()),
                        escalations.of(command.id()),
                        CertificateRules.draw(leaverCase, now)
                                .sharing(secrets.sharedBy(command.id()))
                                .owning(ownership.ownedBy(command.id())),
                        now))
                .orElse(new Outcome.Unknown()));
    }

    /** The person of a case that was withdrawn may have another ending before them. */
    private Identity person(LeaverCase leaverCase, Caller caller) {
        return Confidentiality.shown(
                identities.find(leaverCase.opening().identity()).orElseThrow(), caller);
    }

    /** Which case, for whom. */
    public record Command(Caller caller, LeaverCaseId id) {}

    /** The case, or why not. */
    public sealed interface Outcome {
        /** The case, the person, its operations, exceptions and escalations, the certificate, and the time of all. */
        record Shown(
                LeaverCase leaverCase,
                Identity identity,
                List<Operation> operations,
                List<LeaverException> exceptions,
                List<Escalation> escalations,
                LeaverCertificate certificate,
                Instant asOf)
                implements Outcome {}

        /** There is no such case. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
