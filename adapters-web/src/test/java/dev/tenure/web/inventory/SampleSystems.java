package dev.tenure.web.inventory;

import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.ModeConsequences;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.ListAccountLinks;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.application.reconciliation.PreviewCorrelation;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.SystemSla;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import dev.tenure.web.page.RenderedPage;
import dev.tenure.web.privilege.SampleReviews;
import dev.tenure.web.provisioning.SampleHolds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Systems of a fictional company and the pages made of them. */
public final class SampleSystems {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final ConnectorCondition RESTING = new ConnectorCondition.Resting(
            7, "connection refused " + SampleLeavers.HOSTILE, NOW.minusSeconds(90), NOW.plusSeconds(30), false);
    private static final ConnectorCondition QUARANTINED =
            new ConnectorCondition.Quarantined("answered null", NOW.minusSeconds(90));
    static final String REQUEST = "01958a00-0000-7000-8000-00000000aaaa";

    private SampleSystems() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("systems", systems());
        pages.put(
                "systems-empty",
                SystemsResource.page(
                        new ListSystems.Outcome.Listed(new Slice<>(List.of(), Optional.empty()), Map.of()),
                        List.of(),
                        "",
                        "",
                        PageRequest.first()));
        pages.put(
                "systems-not-found",
                SystemsResource.page(
                        new ListSystems.Outcome.Listed(new Slice<>(List.of(), Optional.empty()), Map.of()),
                        List.of(),
                        SampleLeavers.HOSTILE,
                        "act",
                        PageRequest.first()));
        pages.put("system-acting", system(new SystemMode.Act(), List.of(confirmed(), declined()), true));
        pages.put("system-proposed", system(new SystemMode.Notify(), List.of(proposedBy("boris.sample")), true));
        pages.put("system-proposed-by-me", system(new SystemMode.Notify(), List.of(proposedBy("ada.sample")), true));
        pages.put("privilege", privilege("whoever is in it releases payments", true));
        pages.put("privilege-none", privilege("", false));
        pages.put("entitlements", entitlements());
        pages.put(
                "entitlements-none",
                ClassesView.entitlements(
                        hostile(),
                        Optional.empty(),
                        new ListEntitlements.Outcome.Listed(NOW, new Slice<>(List.of(), Optional.empty()))));
        pages.put("privileged", population());
        pages.put("privileged-none", ClassesView.population(hostile(), "", listed(List.of(), Optional.empty())));
        pages.put(
                "privileged-unknown",
                ClassesView.unknown(hostile(), "2020-01-01T00:00", Moment.of(NOW), "It is not known for that moment."));
        pages.put("links", links(true));
        pages.put("links-none", links(false));
        pages.put("system-observed", system(new SystemMode.Observe(), List.of(), false));
        pages.put("system-quarantined", system(new SystemMode.Act(), List.of(), true, QUARANTINED));
        pages.put("system-resting", system(new SystemMode.Act(), List.of(), true, RESTING));
        return pages;
    }

    private static PrivilegePage privilege(String reason, boolean many) {
        PrivilegeMark.InForce mark = new PrivilegeMark.InForce(new PrivilegeMark.Classed(
                uuid(21),
                new SystemId(uuid(1)),
                PrivilegeMark.Thing.ENTITLEMENT,
                "cn=payments,ou=groups",
                "Payment approvers",
                EntitlementClass.MONEY_MOVEMENT,
                reason,
                "ada.sample",
                NOW));
        PrivilegeMark.InForce account = new PrivilegeMark.InForce(new PrivilegeMark.Classed(
                uuid(22),
                new SystemId(uuid(1)),
                PrivilegeMark.Thing.ACCOUNT,
                "uid=ops",
                SampleLeavers.HOSTILE,
                EntitlementClass.SECRETS,
                "it holds the keys",
                "ada.sample",
                NOW));
        return PrivilegeView.page(
                target(1, "Corporate directory", new SystemMode.Act(), true),
                new Slice<>(
                        many ? List.of(mark, account.end("the keys are elsewhere", "grace.sample", NOW)) : List.of(),
                        many ? Optional.of("key & more") : Optional.empty()),
                RenderedPage.ADMINISTRATOR);
    }

    private static EntitlementsPage entitlements() {
        ClassedEntitlement.Span before = new ClassedEntitlement.Span(
                EntitlementClass.ADMINISTRATION,
                new ClassedEntitlement.By.Rule(ClassRule.Of.NAME, "*" + SampleLeavers.HOSTILE),
                NOW.minusSeconds(600),
                Optional.of(NOW));
        ClassedEntitlement.Span now = new ClassedEntitlement.Span(
                EntitlementClass.SECRETS, new ClassedEntitlement.By.Mark(uuid(21)), NOW, Optional.empty());
        SystemId system = new SystemId(uuid(1));
        return ClassesView.entitlements(
                hostile(),
                Optional.of(EntitlementClass.SECRETS),
                new ListEntitlements.Outcome.Listed(
                        NOW,
                        new Slice<>(
                                List.of(
                                        new ClassedEntitlement(
                                                system,
                                                "cn=keys",
                                                SampleLeavers.HOSTILE,
                                                Optional.empty(),
                                                List.of(now, before)),
                                        new ClassedEntitlement(
                                                system, "cn=old", "Old", Optional.of(NOW), List.of(before)),
                                        new ClassedEntitlement(
                                                system, "cn=staff", "Staff", Optional.empty(), List.of())),
                                Optional.of("key & more"))));
    }

    private static ListPrivilegedPopulation.Outcome.Listed listed(List<PrivilegedSpan> spans, Optional<String> next) {
        return new ListPrivilegedPopulation.Outcome.Listed(
                NOW, NOW.minusSeconds(600), new Slice<>(spans, next), SampleReviews.last(spans));
    }

    private static PrivilegedPage population() {
        return ClassesView.population(
                hostile(),
                "2026-03-12T14:05",
                listed(
                        List.of(
                                span(1, Optional.of(new IdentityId(uuid(31))), List.of("Payments"), true, NOW),
                                span(2, Optional.empty(), List.of(), true, NOW.minusSeconds(60)),
                                span(3, Optional.empty(), List.of(), false, NOW.minusSeconds(60))),
                        Optional.of("key & more")));
    }

    private static PrivilegedSpan span(
            int id, Optional<IdentityId> identity, List<String> held, boolean marked, Instant until) {
        return new PrivilegedSpan(
                new AccountId(uuid(40 + id)),
                new SystemId(uuid(1)),
                "uid=" + id,
                SampleLeavers.HOSTILE,
                identity,
                held,
                marked,
                NOW.minusSeconds(600),
                Optional.of(until).filter(at -> at.isBefore(NOW)));
    }

    private static LinksPage links(boolean many) {
        IdentityId ada = new IdentityId(uuid(31));
        List<AccountLink> kinds = List.of(
                new AccountLink.ByRule(1, NOW),
                new AccountLink.ByListing(NOW),
                new AccountLink.ByPerson("grace.sample", SampleLeavers.HOSTILE, NOW),
                new AccountLink.Suggested(2, ada, NOW),
                new AccountLink.Ambiguous(2, 3, NOW),
                new AccountLink.Unlinked("grace.sample", "it is the printer's", NOW),
                new AccountLink.Unknown());
        List<LinkedAccount> accounts = kinds.stream()
                .map(link -> new LinkedAccount(account(kinds.indexOf(link), kinds.indexOf(link) < 3, ada), link))
                .toList();
        TargetSystem system = target(1, "Corporate directory", new SystemMode.Act(), true);
        CorrelationPreview.Example example = new CorrelationPreview.Example(
                CorrelationPreview.Effect.MOVED,
                new AccountId(uuid(41)),
                SampleLeavers.HOSTILE,
                Optional.of(ada),
                Optional.of(new IdentityId(uuid(32))),
                Optional.of(1),
                1);
        return LinksView.page(
                system,
                new ListAccountLinks.Outcome.Listed(
                        new Slice<>(many ? accounts : List.of(), many ? Optional.of("key & more") : Optional.empty()),
                        Map.of(ada, "Ada Sample")),
                many ? Optional.of(AccountLinks.Only.SUGGESTED) : Optional.empty(),
                many ? "mail = email, certain" : "no rule at all",
                many
                        ? Optional.of(new PreviewCorrelation.Outcome.Previewed(
                                system,
                                new CorrelationPreview(0, 1, 0, 0, 0, 17, 2, List.of(example)),
                                Map.of(ada, "Ada Sample")))
                        : Optional.empty(),
                RenderedPage.ADMINISTRATOR);
    }

    private static Account account(int number, boolean known, IdentityId whose) {
        return new Account(
                new AccountId(uuid(40 + number)),
                new SystemId(uuid(1)),
                "uid=" + number,
                SampleLeavers.HOSTILE + number,
                true,
                known ? Optional.of(whose) : Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                NOW,
                NOW,
                1);
    }

    private static SystemsPage systems() {
        return SystemsResource.page(
                new ListSystems.Outcome.Listed(
                        new Slice<>(
                                List.of(
                                        target(1, "Corporate directory", new SystemMode.Act(), true),
                                        target(2, "Workshop directory", new SystemMode.Notify(), false),
                                        target(3, SampleLeavers.HOSTILE, new SystemMode.Observe(), false)),
                                Optional.of("key & more")),
                        Map.of(new SystemId(uuid(1)), RESTING, new SystemId(uuid(3)), QUARANTINED)),
                List.of(SampleHolds.stop(2)),
                "",
                "",
                PageRequest.first());
    }

    static SystemPage system(SystemMode mode, List<ModeChange> changes, boolean read) {
        return system(mode, changes, read, ConnectorCondition.Working.WELL);
    }

    private static SystemPage system(
            SystemMode mode, List<ModeChange> changes, boolean read, ConnectorCondition condition) {
        return SystemsView.page(
                target(1, "Corporate directory", mode, true),
                condition,
                changes,
                new PreviewMode.Outcome.Previewed(read, new ModeConsequences.Preview(2, 11, 1)),
                read ? reads() : List.of(),
                read ? List.of() : List.of(SampleHolds.stop(1)),
                read
                        ? new ShowInspection.Outcome.Shown(
                                Set.of(InspectedKind.CREDENTIALS),
                                new Inspections.Coverage(
                                        9,
                                        5,
                                        1,
                                        3,
                                        Optional.of(NOW),
                                        Optional.of(new Inspections.Failure(NOW, SampleLeavers.HOSTILE))))
                        : new ShowInspection.Outcome.Shown(
                                Set.of(), new Inspections.Coverage(9, 0, 0, 9, Optional.empty(), Optional.empty())),
                RenderedPage.ADMINISTRATOR,
                REQUEST);
    }

    private static List<SystemRead> reads() {
        SystemId system = new SystemId(uuid(1));
        return List.of(
                new SystemRead.Requested(new ReadId(uuid(11)), system, SystemRead.Scope.WHOLE, NOW),
                new SystemRead.Failed(
                        new ReadId(uuid(12)),
                        system,
                        SystemRead.Scope.WHOLE,
                        NOW.minusSeconds(60),
                        "connect timed out after 10 s",
                        NOW),
                new SystemRead.Complete(
                        new ReadId(uuid(13)),
                        system,
                        SystemRead.Scope.WHOLE,
                        NOW.minusSeconds(3600),
                        new SystemRead.Counts(214, 36, 1022, 3, 12, 1, 208, 2, 1),
                        List.of("account 222222222222: AWS does not let the connector assume the role"),
                        NOW.minusSeconds(3598)));
    }

    /** A system with a name that would do harm if it were not escaped. */
    public static TargetSystem hostile() {
        return target(3, SampleLeavers.HOSTILE, new SystemMode.Act(), false);
    }

    static TargetSystem target(int id, String name, SystemMode mode, boolean identityProvider) {
        return new TargetSystem(
                new SystemId(uuid(id)),
                name,
                "ida.sample",
                new Classification(
                        Classification.Sensitivity.RESTRICTED,
                        Classification.Criticality.CRITICAL,
                        List.of("SOC 2 CC6.2", "SOC 2 CC6.3"),
                        Classification.Provisioning.AUTOMATIC,
                        90),
                SystemSla.USUAL,
                identityProvider,
                new ConnectorSettings("ldap", Map.of(), Map.of()),
                new Correlation("employeeNumber", Correlation.IdentityAttribute.WORKER_ID),
                List.of(
                        ClassRule.named("Domain Admins", EntitlementClass.ADMINISTRATION),
                        new ClassRule(ClassRule.Of.NATIVE_ID, "cn=pay*", EntitlementClass.MONEY_MOVEMENT)),
                LaneLimits.USUAL,
                mode,
                NOW.minusSeconds(86_400),
                NOW.minusSeconds(86_400),
                mode instanceof SystemMode.Observe ? Optional.empty() : Optional.of(NOW.minusSeconds(80_000)),
                4);
    }

    private static ModeChange.Proposal proposal(int id, String by) {
        return new ModeChange.Proposal(
                uuid(id),
                new SystemId(uuid(1)),
                new SystemMode.Notify(),
                new SystemMode.Act(),
                by,
                NOW.minusSeconds(600));
    }

    private static ModeChange proposedBy(String subject) {
        return new ModeChange.Proposed(proposal(21, subject));
    }

    private static ModeChange confirmed() {
        return new ModeChange.Confirmed(proposal(22, "ada.sample"), "boris.sample", NOW);
    }

    private static ModeChange declined() {
        return new ModeChange.Declined(proposal(23, "ada.sample"), "boris.sample", NOW);
    }

    private static UUID uuid(int number) {
        return new UUID(0x0195_8a00_0000_7000L, 0x8000_0000_0000_0000L + number);
    }
}
