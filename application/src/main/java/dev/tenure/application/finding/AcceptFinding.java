package dev.tenure.application.finding;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.OwnAccount;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wrong may stay until a date, and somebody says why. Whoever has to see to it cannot be the one, nor whoever
 * named them, nor whoever the account belongs to: another person decides. When the date comes, or it gets worse, it is open again.
 */
public final class AcceptFinding {

    private final Transactions transactions;
    private final Findings findings;
    private final Accounts accounts;
    private final Identities identities;
    private final TakeBackDesk takeBack;
    private final FindingEvents events;

    public AcceptFinding(
            Transactions transactions,
            Findings findings,
            Accounts accounts,
            Identities identities,
            TakeBackDesk takeBack,
            FindingEvents events) {
        this.transactions = transactions;
        this.findings = findings;
        this.accounts = accounts;
        this.identities = identities;
        this.takeBack = takeBack;
        this.events = events;
    }

    /** Accepts it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(AssignFinding.MAY)) {
            return new Outcome.NotAllowed(Set.of(AssignFinding.MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> findings.find(command.id())
                .map(finding -> switch (finding) {
                    case Finding.Open open -> accept(command, open, now);
                    case Finding.Accepted accepted -> new Outcome.NotOpen(accepted);
                    case Finding.Closed closed -> new Outcome.NotOpen(closed);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome accept(Command command, Finding.Open finding, Instant now) {
        if (finding.isOwnedBy(command.caller().subject())) {
            return new Outcome.AccepterIsOwner();
        }
        if (finding.isAssignedBy(command.caller().subject())) {
            return new Outcome.AccepterAssigned();
        }
        if (isTheirs(command.caller(), finding.facts())) {
            return new Outcome.OwnAccount();
        }
        if (!command.until().isAfter(now) || command.until().isAfter(now.plus(Finding.LONGEST_ACCEPTANCE))) {
            return new Outcome.BadUntil();
        }
        Finding.Accepted accepted = finding.accept(new Finding.Acceptance(
                command.until(), command.reason().strip(), command.caller().subject(), now));
        findings.save(accepted);
        takeBack.stop(accepted, now);
        events.accepted(accepted, Actor.of(command.caller()), now);
        return new Outcome.Accepted(findings.find(command.id()).orElseThrow());
    }

    /** Whether the account is the caller's, or was when the finding was opened. */
    private boolean isTheirs(Caller caller, Finding.Facts facts) {
        return accounts.find(facts.account())
                .filter(account -> OwnAccount.is(
                        caller,
                        account,
                        Stream.of(facts.identity(), account.identity())
                                .flatMap(Optional::stream)
                                .distinct()
                                .flatMap(id -> identities.find(id).stream())))
                .isPresent();
    }

    /**
     * Which finding, until when, and why.
     *
     * @param until later than now, by {@link Finding#LONGEST_ACCEPTANCE} at most
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, FindingId id, Instant until, String reason) {}

    /** The finding, or why not. */
    public sealed interface Outcome {
        /** It may stay. */
        record Accepted(Finding finding) implements Outcome {}

        /** There is no such finding. */
        record Unknown() implements Outcome {}

        /** It is accepted already, or closed. */
        record NotOpen(Finding finding) implements Outcome {}

        /** Whoever has to see to it cannot say that it may stay. */
        record AccepterIsOwner() implements Outcome {}

        /** The caller named who has to see to it: nobody hands a finding over and lets it stay. */
        record AccepterAssigned() implements Outcome {}

        /** The account is the caller's. */
        record OwnAccount() implements Outcome {}

        /** The date is past, or too far away. */
        record BadUntil() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
