package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Stated;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.audit.LogPlace;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Works out the certificate's page. */
final class CertificateView {

    private CertificateView() {}

    static CertificatePage of(CertifyLeaver.Outcome.Certified certified) {
        LeaverCertificate certificate = certified.certificate();
        Profile profile = certified.identity().profile();
        String number = certificate.opening().id().value().toString();
        Map<AccountId, String> accounts = certificate.lines().stream()
                .collect(Collectors.toMap(
                        LeaverCertificate.Line::account,
                        line -> line.accountName() + " on " + line.systemName(),
                        (first, second) -> first));
        return new CertificatePage(
                "/ui/leavers/" + number,
                number,
                profile.displayName(),
                certified.identity().key().workerId(),
                Words.of(profile.kind()),
                certificate.opening().facts().privileged(),
                certificate.state(),
                certificate.complete(),
                open(certificate),
                Moment.of(certificate.drawnAt()),
                LeaverFactsView.of(certificate.opening().facts()),
                accounts(certificate),
                certificate.systems().stream()
                        .map(system -> new CertificatePage.SystemLine(
                                system.name(),
                                system.accounts(),
                                Moment.of(system.listedAt()),
                                Moment.of(system.confirmedAt()),
                                system.stated().map(CertificateView::people).orElse("")))
                        .toList(),
                certificate.secrets().stream().map(CertificateView::secret).toList(),
                certificate.owned().stream().map(OwnedLine::of).toList(),
                certified.exceptions().stream()
                        .map(exception -> ExceptionLine.of(exception, Map.of(), accounts))
                        .toList(),
                LogPlace.of(certified.closing(), certified.checkpoint(), certified.verifierKey()));
    }

    private static long open(LeaverCertificate certificate) {
        long lines = certificate.lines().stream()
                .filter(line -> line.verdict() instanceof Verdict.Open)
                .count();
        long systems = certificate.systems().stream()
                .filter(LeaverCertificate.SystemLine::isOpen)
                .count();
        long awaited = certificate.signIns().stream()
                .filter(line -> line.signIns() instanceof SignIns.Awaited)
                .count();
        long secrets = certificate.secrets().stream()
                .filter(LeaverCertificate.SecretLine::isOpen)
                .count();
        long owned = certificate.owned().stream()
                .filter(LeaverCertificate.OwnedLine::isOpen)
                .count();
        return lines + systems + awaited + secrets + owned;
    }

    private static List<CertificatePage.AccountBlock> accounts(LeaverCertificate certificate) {
        Map<AccountId, List<LeaverCertificate.Line>> byAccount = certificate.lines().stream()
                .collect(Collectors.groupingBy(
                        LeaverCertificate.Line::account, LinkedHashMap::new, Collectors.toList()));
        Map<AccountId, SignInLine> signIns = certificate.signIns().stream()
                .collect(Collectors.toMap(
                        LeaverCertificate.SignInLine::account,
                        line -> SignInLine.of(line.signIns()),
                        (first, second) -> first));
        return byAccount.values().stream()
                .map(lines -> new CertificatePage.AccountBlock(
                        lines.get(0).systemName(),
                        lines.get(0).accountName(),
                        !lines.get(0).knownBefore(),
                        lines.stream().map(CertificateView::line).toList(),
                        signIns.getOrDefault(lines.get(0).account(), SignInLine.of(new SignIns.Awaited()))))
                .toList();
    }

    private static CertificatePage.SecretLine secret(LeaverCertificate.SecretLine line) {
        return switch (line.rotated()) {
            case LeaverCertificate.Rotated.At done ->
                new CertificatePage.SecretLine(
                        line.name(), "rotated", "good", Moment.of(done.at()), done.late() ? "after its deadline" : "");
            case LeaverCertificate.Rotated.Open open ->
                new CertificatePage.SecretLine(
                        line.name(),
                        "open",
                        "late",
                        Moment.of(open.due()),
                        open.postponed() ? "put off by two people" : "");
        };
    }

    /** Who says so and on what evidence: no target has shown it. */
    private static String people(Stated stated) {
        return "stated by " + stated.statedBy() + " at "
                + Moment.of(stated.statedAt()).text() + ", confirmed by " + stated.confirmedBy() + " at "
                + Moment.of(stated.confirmedAt()).text() + "; done at "
                + Moment.of(stated.doneAt()).text()
                + stated.evidence().map(text -> "; evidence: " + text).orElse("")
                + stated.ticket().map(text -> "; ticket " + text).orElse("")
                + "; not shown by the target";
    }

    private static CertificatePage.Line line(LeaverCertificate.Line line) {
        String id = line.id().orElse("");
        return switch (line.verdict()) {
            case Verdict.Gone gone ->
                new CertificatePage.Line(
                        line.what(),
                        id,
                        "gone",
                        "good",
                        Moment.of(gone.shownAt()),
                        gone.late() ? "after its deadline" : "");
            case Verdict.ByHand byHand ->
                new CertificatePage.Line(
                        line.what(),
                        id,
                        "stated by hand",
                        "held",
                        null,
                        people(byHand.stated()) + (byHand.late() ? "; after its deadline" : ""));
            case Verdict.NotObservable hidden ->
                new CertificatePage.Line(line.what(), id, "not observable", "held", Moment.of(hidden.expiresBy()), "");
            case Verdict.Retained retained ->
                new CertificatePage.Line(line.what(), id, "retained", "held", null, retained.reason());
            case Verdict.Open open -> new CertificatePage.Line(line.what(), id, "open", "late", null, open.why());
        };
    }
}
