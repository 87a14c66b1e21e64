package dev.tenure.application.finding;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingRules;
import java.time.Instant;
import java.util.Set;

/** What was accepted may stay no longer: somebody has to see to it, within the time that one has which is found now. */
public final class EndFindingAcceptance {

    private final Transactions transactions;
    private final Findings findings;
    private final FindingEvents events;
    private final FindingRules rules;

    public EndFindingAcceptance(
            Transactions transactions, Findings findings, FindingEvents events, FindingRules rules) {
        this.transactions = transactions;
        this.findings = findings;
        this.events = events;
        this.rules = rules;
    }

    /** Opens it again. Repeating it changes nothing. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(AssignFinding.MAY)) {
            return new Outcome.NotAllowed(Set.of(AssignFinding.MAY));
        }
        return transactions.call(now -> findings.find(command.id())
                .map(finding -> switch (finding) {
                    case Finding.Accepted accepted -> reopen(command, accepted, now);
                    case Finding.Open open -> new Outcome.Reopened(open);
                    case Finding.Closed closed -> new Outcome.IsClosed(closed);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome reopen(Command command, Finding.Accepted finding, Instant now) {
        Finding.Open open = finding.reopen(rules.dueAt(finding.facts().severity(), now));
        findings.save(open);
        events.reopened(open, Actor.of(command.caller()), now);
        return new Outcome.Reopened(findings.find(command.id()).orElseThrow());
    }

    /** Which finding. */
    public record Command(Caller caller, FindingId id) {}

    /** The finding, or why not. */
    public sealed interface Outcome {
        /** Open, since now or before. */
        record Reopened(Finding finding) implements Outcome {}

        /** There is no such finding. */
        record Unknown() implements Outcome {}

        /** It is gone. */
        record IsClosed(Finding finding) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
