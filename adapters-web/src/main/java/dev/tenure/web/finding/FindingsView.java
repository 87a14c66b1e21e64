package dev.tenure.web.finding;

import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.NamedFinding;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Works out the pages about findings. */
final class FindingsView {

    private FindingsView() {}

    static String href(FindingId id) {
        return FindingsQuery.ADDRESS + "/" + id.value();
    }

    /** The list. */
    static FindingsPage page(ListFindings.Outcome.Listed listed, Caller caller, FindingsQuery query) {
        return new FindingsPage(
                new FindingsPage.Totals(
                        listed.totals().open(),
                        listed.totals().late(),
                        listed.totals().critical(),
                        listed.totals().accepted()),
                !listed.all(),
                query.tabs(),
                query.search(),
                query.narrowed(),
                listed.findings().items().stream()
                        .map(named -> line(named, listed.asOf()))
                        .toList(),
                query.csvHref(),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR)
                        ? query.waveHref().orElse(null)
                        : null,
                listed.findings().next().map(query::hrefAfter).orElse(null));
    }

    private static FindingsPage.Line line(NamedFinding named, Instant now) {
        Finding finding = named.finding();
        return switch (finding) {
            case Finding.Open open ->
                line(
                        named,
                        open.duty().dueAt().isBefore(now) ? "late" : "wait",
                        Words.deadline(open.duty().dueAt(), now),
                        open.duty().dueAt());
            case Finding.Accepted accepted ->
                line(named, "held", "accepted until", accepted.acceptance().until());
            case Finding.Closed closed ->
                line(named, "good", "gone", closed.gone().at());
        };
    }

    private static FindingsPage.Line line(NamedFinding named, String tone, String when, Instant at) {
        Finding.Facts facts = named.finding().facts();
        return new FindingsPage.Line(
                href(facts.id()),
                facts.name(),
                Words.of(facts.kind()),
                about(facts),
                Words.of(facts.severity()),
                facts.severity() == Severity.CRITICAL,
                named.system(),
                named.person(),
                named.finding().duty().owner(),
                tone,
                when,
                Moment.toTheMinute(at));
    }

    /** What the finding is about, where it is not the account as such. */
    static String about(Finding.Facts facts) {
        return facts.grant()
                .map(Finding.Grant::name)
                .or(() -> facts.inspected().flatMap(Finding.Inspected::key).map(key -> key.what() + " " + key.id()))
                .orElse("");
    }

    private static FindingPage.@Nullable Key key(Finding.Inspected inspected) {
        return inspected
                .key()
                .map(key -> new FindingPage.Key(key.what(), key.id(), Moment.of(key.since()), key.issued()))
                .orElse(null);
    }

    /** One finding, with what was written into its forms. */
    static FindingPage page(
            ShowFinding.Outcome.Shown shown, Caller caller, FindingPage.Assign assign, FindingPage.Accept accept) {
        Finding finding = shown.finding().finding();
        boolean acts = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
        return switch (finding) {
            case Finding.Open open -> {
                boolean own = open.isOwnedBy(caller.subject());
                boolean assigned = open.isAssignedBy(caller.subject());
                yield page(
                        shown,
                        caller,
                        "wait",
                        null,
                        null,
                        acts ? assign : null,
                        acts && !own && !assigned ? accept : null,
                        own,
                        acts && assigned,
                        false);
            }
            case Finding.Accepted accepted ->
                page(shown, caller, "held", accepted.acceptance(), null, null, null, false, false, acts);
            case Finding.Closed closed ->
                page(shown, caller, "good", null, closed.gone(), null, null, false, false, false);
        };
    }

    private static FindingPage page(
            ShowFinding.Outcome.Shown shown,
            Caller caller,
            String tone,
            Finding.@Nullable Acceptance acceptance,
            Finding.@Nullable Gone gone,
            FindingPage.@Nullable Assign assign,
            FindingPage.@Nullable Accept accept,
            boolean own,
            boolean assigned,
            boolean reopen) {
        NamedFinding named = shown.finding();
        Finding finding = named.finding();
        Finding.Facts facts = finding.facts();
        boolean seesPeople = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR);
        boolean seesSystems = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
        return new FindingPage(
                href(facts.id()),
                facts.name(),
                Words.of(facts.kind()),
                Words.meaning(facts.kind()),
                Words.of(facts.severity()),
                finding.label(),
                tone,
                named.system(),
                seesSystems ? "/ui/systems/" + facts.system().value() : null,
                named.person(),
                facts.identity()
                        .filter(id -> seesPeople)
                        .map(id -> "/ui/people/" + id.value())
                        .orElse(null),
                finding.duty().owner(),
                Moment.of(finding.duty().dueAt()),
                Moment.of(facts.openedAt()),
                facts.read().value().toString(),
                facts.grant()
                        .map(grant -> new FindingPage.Grant(grant.name(), Moment.of(grant.since())))
                        .orElse(null),
                facts.inspected()
                        .map(inspected -> new FindingPage.Inspected(Moment.of(inspected.at()), key(inspected)))
                        .orElse(null),
                facts.passwordSetAt().map(Moment::of).orElse(null),
                facts.unreviewed()
                        .map(unreviewed -> new FindingPage.Unreviewed(
                                Moment.of(unreviewed.since()),
                                Moment.of(unreviewed.last()),
                                "/ui/privileged/" + facts.account().value()))
                        .orElse(null),
                shown.account().map(FindingsView::account).orElse(null),
                shown.account()
                        .filter(account -> finding instanceof Finding.Open && isNobodys(facts.kind(), account))
                        .filter(account -> caller.hasAny(Role.REQUESTER, Role.OPERATOR, Role.ADMINISTRATOR))
                        .map(account -> "/ui/non-humans?account=" + account.id().value() + "#ask")
                        .orElse(null),
                acceptance == null
                        ? null
                        : new FindingPage.Said(
                                Moment.of(acceptance.until()),
                                acceptance.reason(),
                                acceptance.by(),
                                Moment.of(acceptance.at())),
                gone == null ? null : Moment.of(gone.at()),
                gone == null ? null : gone.read().value().toString(),
                assign,
                accept,
                own,
                assigned,
                reopen);
    }

    private static boolean isNobodys(FindingKind kind, Account account) {
        return (kind == FindingKind.ORPHAN || kind == FindingKind.UNOWNED)
                && account.identity().isEmpty();
    }

    private static FindingPage.Shown account(Account account) {
        return new FindingPage.Shown(
                account.enabled(),
                account.privileged(),
                account.protection().map(Protection::reason).orElse(""),
                String.join(", ", account.entitlements()),
                Moment.of(account.firstSeenAt()),
                Moment.of(account.lastSeenAt()));
    }
}
