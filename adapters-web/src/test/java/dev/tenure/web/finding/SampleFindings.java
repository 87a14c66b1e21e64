package dev.tenure.web.finding;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.NamedFinding;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Findings of a fictional company and the pages made of them. */
public final class SampleFindings {

    static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");

    private SampleFindings() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        Finding.Open open = open(1, FindingKind.ORPHAN, Severity.CRITICAL, "boris.sample");
        Finding.Open own = open(2, FindingKind.LEAVER_LIVE, Severity.HIGH, "ada.sample");
        Finding.Accepted accepted = open.accept(
                new Finding.Acceptance(NOW.plus(Duration.ofDays(9)), SampleLeavers.HOSTILE, "ada.sample", NOW));
        Finding.Closed closed =
                new Finding.Closed(open.facts(), open.duty(), new Finding.Gone(new ReadId(new UUID(41, 9)), NOW), 2);
        pages.put(
                "findings",
                list(
                        true,
                        FindingsQuery.of(null, SampleLeavers.HOSTILE, null, null, null, SampleLeavers.HOSTILE, null),
                        open,
                        own,
                        accepted,
                        closed));
        pages.put("findings-own", list(false, FindingsQuery.of("late", "", "orphan", "low", null, null, null), own));
        pages.put("findings-none", list(true, FindingsQuery.of("closed", null, null, null, null, null, null)));
        pages.put(
                "findings-none-fits",
                list(true, FindingsQuery.of(null, null, null, "high", new UUID(1, 2).toString(), null, null)));
        pages.put("finding-open", page(open, Role.OPERATOR, "", ""));
        pages.put("finding-own", page(own, Role.ADMINISTRATOR, "", ""));
        pages.put("finding-wrong", page(open, Role.OPERATOR, SampleLeavers.HOSTILE, SampleLeavers.HOSTILE));
        pages.put("finding-accepted", page(accepted, Role.OPERATOR, "", ""));
        pages.put(
                "finding-key",
                page(open(3, FindingKind.OVERDUE_KEY, Severity.HIGH, "boris.sample"), Role.OPERATOR, "", ""));
        pages.put(
                "finding-password",
                page(open(4, FindingKind.OVERDUE_PASSWORD, Severity.MEDIUM, "boris.sample"), Role.OPERATOR, "", ""));
        for (int number : List.of(5, 6)) {
            pages.put(
                    "finding-unreviewed-" + number,
                    page(
                            open(number, FindingKind.UNREVIEWED_PRIVILEGE, Severity.HIGH, "boris.sample"),
                            Role.OPERATOR,
                            "",
                            ""));
        }
        pages.put("finding-closed", page(closed, Role.OPERATOR, "", ""));
        pages.put("finding-read-only", page(open, Role.AUDITOR, "", ""));
        pages.put("finding-of-owner", page(own, Role.REQUESTER, "", ""));
        return pages;
    }

    static ListFindings.Outcome.Listed listed(boolean all, @Nullable String next, Finding... findings) {
        return new ListFindings.Outcome.Listed(
                new Slice<>(Arrays.stream(findings).map(SampleFindings::named).toList(), Optional.ofNullable(next)),
                new Findings.Totals(findings.length, 1, 1, 1),
                all,
                NOW);
    }

    private static Page list(boolean all, FindingsQuery query, Finding... findings) {
        return FindingsView.page(
                listed(all, findings.length == 0 ? null : "key & more", findings),
                new Caller("ada.sample", "Ada Sample", Set.of(all ? Role.OPERATOR : Role.REQUESTER)),
                query);
    }

    private static Page page(Finding finding, Role role, String written, String reason) {
        boolean wrong = !reason.isEmpty();
        return FindingsView.page(
                new ShowFinding.Outcome.Shown(
                        named(finding), finding instanceof Finding.Closed ? Optional.empty() : Optional.of(account())),
                new Caller("ada.sample", "Ada Sample", Set.of(role)),
                new FindingPage.Assign(wrong ? written : finding.duty().owner(), wrong),
                new FindingPage.Accept(written, reason, wrong, wrong));
    }

    private static NamedFinding named(Finding finding) {
        return new NamedFinding(
                finding, SampleLeavers.HOSTILE, finding.facts().identity().isPresent() ? SampleLeavers.HOSTILE : "");
    }

    static Finding.Open open(int number, FindingKind kind, Severity severity, String owner) {
        return new Finding.Open(
                new Finding.Facts(
                        new FindingId(new UUID(41, number)),
                        kind,
                        severity,
                        new SystemId(new UUID(3, 1)),
                        new AccountId(new UUID(4, number)),
                        SampleLeavers.HOSTILE,
                        kind == FindingKind.ORPHAN ? Optional.empty() : Optional.of(new IdentityId(new UUID(12, 1))),
                        kind == FindingKind.OUT_OF_BAND_GRANT
                                ? Optional.of(new Finding.Grant("native", SampleLeavers.HOSTILE, NOW))
                                : Optional.empty(),
                        kind == FindingKind.OVERDUE_KEY
                                ? Optional.of(new Finding.Inspected(
                                        NOW,
                                        Optional.of(new Finding.Key(
                                                "native",
                                                SampleLeavers.HOSTILE,
                                                NOW.minus(Duration.ofDays(400)),
                                                true))))
                                : Optional.empty(),
                        kind == FindingKind.OVERDUE_PASSWORD
                                ? Optional.of(NOW.minus(Duration.ofDays(400)))
                                : Optional.empty(),
                        kind == FindingKind.UNREVIEWED_PRIVILEGE
                                ? Optional.of(new Finding.Unreviewed(
                                        NOW.minus(Duration.ofDays(100)),
                                        Optional.of(NOW.minus(Duration.ofDays(95)))
                                                .filter(at -> number == 5)))
                                : Optional.empty(),
                        new ReadId(new UUID(41, 8)),
                        NOW.minus(Duration.ofDays(2))),
                new Finding.Duty(owner, NOW.minus(Duration.ofDays(1)).plus(Duration.ofDays(number)), Optional.empty()),
                1);
    }

    private static Account account() {
        return new Account(
                new AccountId(new UUID(4, 1)),
                new SystemId(new UUID(3, 1)),
                "native",
                SampleLeavers.HOSTILE,
                true,
                Optional.empty(),
                Optional.of(new Protection(SampleLeavers.HOSTILE, "boris.sample", NOW)),
                List.of(SampleLeavers.HOSTILE),
                true,
                NOW,
                NOW,
                1);
    }
}
