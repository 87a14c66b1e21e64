package dev.tenure.application.finding;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.reason.Reason;
import java.time.Instant;
import java.util.Set;

/** Somebody else has to see to what is wrong. By when stays as it is. */
public final class AssignFinding {

    static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Findings findings;
    private final FindingEvents events;

    public AssignFinding(Transactions transactions, Findings findings, FindingEvents events) {
        this.transactions = transactions;
        this.findings = findings;
        this.events = events;
    }

    /** Assigns it. Repeating it changes nothing. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.owner(), 200)) {
            return new Outcome.BadOwner();
        }
        return transactions.call(now -> findings.find(command.id())
                .map(finding -> switch (finding) {
                    case Finding.Open open -> assign(command, open, now);
                    case Finding.Accepted accepted -> new Outcome.NotOpen(accepted);
                    case Finding.Closed closed -> new Outcome.NotOpen(closed);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome assign(Command command, Finding.Open finding, Instant now) {
        String owner = command.owner().strip();
        if (finding.isOwnedBy(owner)) {
            return new Outcome.Assigned(finding);
        }
        Finding.Open assigned = finding.assign(owner, command.caller().subject());
        findings.save(assigned);
        events.assigned(assigned, finding.duty().owner(), Actor.of(command.caller()), now);
        return new Outcome.Assigned(findings.find(command.id()).orElseThrow());
    }

    /**
     * Which finding, and who has to see to it.
     *
     * @param owner by subject, up to 200 characters
     */
    public record Command(Caller caller, FindingId id, String owner) {}

    /** The finding, or why not. */
    public sealed interface Outcome {
        /** Assigned now, or before. */
        record Assigned(Finding finding) implements Outcome {}

        /** There is no such finding. */
        record Unknown() implements Outcome {}

        /** It is accepted or closed. */
        record NotOpen(Finding finding) implements Outcome {}

        /** The owner is empty or longer than 200 characters. */
        record BadOwner() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
