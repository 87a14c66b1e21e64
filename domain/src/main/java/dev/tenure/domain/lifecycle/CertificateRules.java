package dev.tenure.domain.lifecycle;

import dev.tenure.domain.lifecycle.LeaverCertificate.Line;
import dev.tenure.domain.lifecycle.LeaverCertificate.SystemLine;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a certificate is drawn from a case. */
public final class CertificateRules {

    private CertificateRules() {}

    /** Draws the certificate. */
    public static LeaverCertificate draw(LeaverCase leaverCase, Instant now) {
        List<Line> lines = new ArrayList<>();
        List<SystemLine> systems = new ArrayList<>();
        for (CaseSystem system : leaverCase.systems()) {
            List<CaseAccount> accounts = leaverCase.accounts().stream()
                    .filter(a -> a.system().equals(system.system()))
                    .toList();
            systems.add(new SystemLine(system.name(), accounts.size(), system.listedAt(), system.confirmedAt()));
            for (CaseAccount account : accounts) {
                lines.add(line(account, system, "sign-in", verdict(account.state(Milestone.BLOCKED))));
                lines.add(line(account, system, "password", verdict(account.state(Milestone.CONTAINED))));
                for (Unobservable hidden : system.unobservable()) {
                    lines.add(line(account, system, hidden.what(), hidden(account, hidden)));
                }
                lines.add(line(account, system, "entitlements", verdict(account.state(Milestone.CLEAN))));
                for (String retained : account.retained()) {
                    lines.add(line(
                            account,
                            system,
                            "membership in " + retained,
                            new Verdict.Retained("the target does not let it go")));
                }
            }
        }
        return new LeaverCertificate(leaverCase.opening(), leaverCase.label(), lines, systems, now);
    }

    private static Line line(CaseAccount account, CaseSystem system, String what, Verdict verdict) {
        return new Line(account.account(), system.name(), account.name(), account.knownBefore(), what, verdict);
    }

    /** What cannot be listed lives at the longest from the moment at which nothing new could be issued. */
    private static Verdict hidden(CaseAccount account, Unobservable hidden) {
        return switch (account.state(Milestone.BLOCKED)) {
            case MilestoneState.Verified verified ->
                new Verdict.NotObservable(verified.at().plus(hidden.longestLife()));
            case MilestoneState.Due due -> new Verdict.Open("sign-in is not shown to be gone");
            case MilestoneState.LeftAlone left -> new Verdict.Open("the account is protected");
            case MilestoneState.Withheld withheld -> new Verdict.Open("the system is not in act");
        };
    }

    private static Verdict verdict(MilestoneState state) {
        return switch (state) {
            case MilestoneState.Verified verified -> new Verdict.Gone(verified.at(), verified.late());
            case MilestoneState.Due due -> new Verdict.Open("not yet shown by the target");
            case MilestoneState.LeftAlone left -> new Verdict.Open("the account is protected");
            case MilestoneState.Withheld withheld -> new Verdict.Open("the system is not in act");
        };
    }
}
