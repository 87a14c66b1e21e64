package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.EndFindingAcceptance;
import dev.tenure.application.finding.FindingDesk;
import dev.tenure.application.finding.FindingEvents;
import dev.tenure.application.finding.FindingScans;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.ManyFindings;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.application.finding.TakeBackDesk;
import dev.tenure.application.finding.TakeBackOutcomes;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.NobodysAccounts;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.finding.FindingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The use cases about what is wrong with access. */
@Singleton
final class FindingWiring {

    @Produces
    @Singleton
    FindingRules findingRules(
            @ConfigProperty(name = "tenure.findings.dormant-after", defaultValue = "P90D") Duration dormantAfter,
            @ConfigProperty(name = "tenure.findings.due-after.low", defaultValue = "P90D") Duration low,
            @ConfigProperty(name = "tenure.findings.due-after.medium", defaultValue = "P30D") Duration medium,
            @ConfigProperty(name = "tenure.findings.due-after.high", defaultValue = "P7D") Duration high,
            @ConfigProperty(name = "tenure.findings.due-after.critical", defaultValue = "P1D") Duration critical) {
        return new FindingRules(dormantAfter, low, medium, high, critical);
    }

    @Produces
    @Singleton
    TakeBackDesk takeBackDesk(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            Findings findings,
            OperationDesk operations) {
        return new TakeBackDesk(identifiers, systems, accounts, findings, operations);
    }

    @Produces
    @Singleton
    TakeBackOutcomes takeBackOutcomes(TakeBackDesk desk) {
        return new TakeBackOutcomes(desk);
    }

    @Produces
    @Singleton
    FlagFindings flagFindings(
            Transactions transactions,
            Identifiers identifiers,
            FindingScans scans,
            NobodysAccounts nobodys,
            TakeBackDesk takeBack,
            FindingEvents events,
            FindingRules rules,
            @ConfigProperty(name = "tenure.findings.every", defaultValue = "PT15M") Duration every) {
        return new FlagFindings(transactions, identifiers, scans, nobodys, takeBack, events, rules, every);
    }

    @Produces
    @Singleton
    ListFindings listFindings(Transactions transactions, Findings findings, FindingDesk desk) {
        return new ListFindings(transactions, findings, desk);
    }

    @Produces
    @Singleton
    ShowFinding showFinding(Transactions transactions, Findings findings, Accounts accounts, FindingDesk desk) {
        return new ShowFinding(transactions, findings, accounts, desk);
    }

    @Produces
    @Singleton
    AssignFinding assignFinding(Transactions transactions, Findings findings, FindingEvents events) {
        return new AssignFinding(transactions, findings, events);
    }

    @Produces
    @Singleton
    AcceptFinding acceptFinding(
            Transactions transactions,
            Findings findings,
            Accounts accounts,
            Identities identities,
            TakeBackDesk takeBack,
            FindingEvents events) {
        return new AcceptFinding(transactions, findings, accounts, identities, takeBack, events);
    }

    @Produces
    @Singleton
    EndFindingAcceptance endFindingAcceptance(
            Transactions transactions, Findings findings, FindingEvents events, FindingRules rules) {
        return new EndFindingAcceptance(transactions, findings, events, rules);
    }

    @Produces
    @Singleton
    FindingDesk findingDesk(TargetSystems systems, Identities identities) {
        return new FindingDesk(systems, identities);
    }

    @Produces
    @Singleton
    ManyFindings manyFindings(Findings findings, FindingEvents events, FindingRules rules, TakeBackDesk takeBack) {
        return new ManyFindings(findings, events, rules, takeBack);
    }

    @Produces
    @Singleton
    FindingEvents findingEvents(AuditLog log, Identifiers identifiers) {
        return new FindingEvents(log, identifiers);
    }
}
