package dev.tenure.domain.lifecycle;

import dev.tenure.domain.lifecycle.LeaverCertificate.Line;
import dev.tenure.domain.lifecycle.LeaverCertificate.SignInLine;
import dev.tenure.domain.lifecycle.LeaverCertificate.SystemLine;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.domain.provisioning.Artefact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a certificate is drawn from a case. */
public final class CertificateRules {

    private CertificateRules() {}

    /** Draws the certificate, but for the secrets that the leaver shared with others. */
    public static LeaverCertificate draw(LeaverCase leaverCase, Instant now) {
        List<Line> lines = new ArrayList<>();
        List<SystemLine> systems = new ArrayList<>();
        List<SignInLine> signIns = new ArrayList<>();
        for (CaseSystem system : leaverCase.systems()) {
            List<CaseAccount> accounts = leaverCase.accounts().stream()
                    .filter(a -> a.system().equals(system.system()))
                    .toList();
            systems.add(new SystemLine(
                    system.name(), accounts.size(), system.listedAt(), system.confirmedAt(), system.stated()));
            for (CaseAccount account : accounts) {
                lines.addAll(new Drawing(account, system).lines());
                signIns.add(new SignInLine(account.account(), system.name(), account.name(), account.signIns()));
            }
        }
        return new LeaverCertificate(
                leaverCase.opening(), leaverCase.label(), lines, systems, signIns, List.of(), List.of(), now);
    }

    /** The lines of one account. */
    private record Drawing(CaseAccount account, CaseSystem system) {

        List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            lines.add(line("sign-in", verdict(Step.DISABLE)));
            lines.add(line("password", password()));
            lines.addAll(ended(Step.END_SESSIONS, Artefact.Kind.SESSION, "sessions"));
            lines.addAll(ended(Step.REVOKE_CREDENTIALS, Artefact.Kind.CREDENTIAL, "keys, tokens and certificates"));
            for (Unobservable hidden : system.unobservable()) {
                lines.add(line(hidden.what(), hidden(hidden)));
            }
            lines.addAll(ended(Step.CLEAR_MFA, Artefact.Kind.MFA_METHOD, "second factors"));
            lines.add(line("entitlements", verdict(Step.REVOKE_MEMBERSHIPS)));
            for (String retained : account.retained()) {
                lines.add(line("membership in " + retained, new Verdict.Retained("the target does not let it go")));
            }
            return lines;
        }

        private Line line(String what, Verdict verdict) {
            return line(what, Optional.empty(), verdict);
        }

        private Line line(String what, Optional<String> id, Verdict verdict) {
            return new Line(account.account(), system.name(), account.name(), account.knownBefore(), what, id, verdict);
        }

        /** Each thing that was found, or all of a kind where none was. */
        private List<Line> ended(Step step, Artefact.Kind kind, String all) {
            List<Line> found = account.artefacts().stream()
                    .filter(a -> a.artefact().kind() == kind)
                    .map(a -> line(a.artefact().what(), Optional.of(a.artefact().id()), verdict(a, step)))
                    .toList();
            return !found.isEmpty() || !account.needed().contains(step) ? found : List.of(line(all, verdict(step)));
        }

        private Verdict verdict(CaseArtefact artefact, Step step) {
            return artefact.goneAt()
                    .<Verdict>map(at -> gone(at, step))
                    .or(() -> byHand(step))
                    .orElseGet(() -> account.isVerified(step.milestone())
                            ? new Verdict.Open("a listing showed it; the next one tells whether it is gone")
                            : open(account.state(step.milestone())));
        }

        private Verdict verdict(Step step) {
            Instant at = account.shown().get(step);
            return at == null ? byHand(step).orElseGet(() -> open(account.state(step.milestone()))) : gone(at, step);
        }

        private Optional<Verdict> byHand(Step step) {
            return Optional.ofNullable(account.stated().get(step))
                    .map(people -> new Verdict.ByHand(
                            people,
                            people.confirmedAt()
                                    .isAfter(account.state(step.milestone()).deadline())));
        }

        private Verdict.Gone gone(Instant at, Step step) {
            return new Verdict.Gone(
                    at, at.isAfter(account.state(step.milestone()).deadline()));
        }

        /** One that the target does not let us change is not gone: it stays, and gives nothing while sign-in is gone. */
        private Verdict password() {
            if (account.needed().contains(Step.RESET_SECRET) || account.shown().containsKey(Step.RESET_SECRET)) {
                return verdict(Step.RESET_SECRET);
            }
            return account.isVerified(Milestone.BLOCKED)
                    ? new Verdict.Retained(
                            "the target does not let us change it: it gives nothing while sign-in is gone")
                    : byHand(Step.DISABLE).orElseGet(() -> open(account.state(Milestone.BLOCKED)));
        }

        /** What cannot be listed lives at the longest from the moment at which nothing new could be issued. */
        private Verdict hidden(Unobservable hidden) {
            return switch (account.state(Milestone.BLOCKED)) {
                case MilestoneState.Verified verified ->
                    new Verdict.NotObservable(verified.at().plus(hidden.longestLife()));
                case MilestoneState.Due due -> new Verdict.Open("sign-in is not shown to be gone");
                // From a statement no date follows: nobody read when the sign-in went.
                case MilestoneState.Stated stated -> byHand(Step.DISABLE).orElseThrow();
                case MilestoneState.LeftAlone left -> open(left);
                case MilestoneState.Withheld withheld -> open(withheld);
            };
        }

        private static Verdict open(MilestoneState state) {
            return switch (state) {
                case MilestoneState.LeftAlone left -> new Verdict.Open("the account is protected");
                case MilestoneState.Withheld withheld -> new Verdict.Open("the system is not in act");
                case MilestoneState.Due due -> new Verdict.Open("not yet shown by the target");
                case MilestoneState.Stated stated -> new Verdict.Open("not yet shown by the target");
                case MilestoneState.Verified verified -> new Verdict.Open("not yet shown by the target");
            };
        }
    }
}
