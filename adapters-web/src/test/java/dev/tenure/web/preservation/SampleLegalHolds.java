package dev.tenure.web.preservation;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Legal holds of a fictional company and the pages made of them. */
public final class SampleLegalHolds {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000bbbb";

    private SampleLegalHolds() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        LegalHold.Lifting lifting = hold(2).propose(SampleLeavers.HOSTILE, "boris.sample", NOW);
        LegalHold.Lifting mine = hold(4).propose("The matter is closed", "ada.sample", NOW);
        pages.put(
                "legal-holds",
                list(
                        LegalHoldsShown.ALL,
                        SampleLeavers.HOSTILE,
                        Role.ADMINISTRATOR,
                        hold(1),
                        lifting,
                        lifting.confirm("ada.sample", NOW),
                        mine));
        pages.put("legal-holds-read-only", list(LegalHoldsShown.LIFTING, "", Role.AUDITOR, hold(1), lifting));
        pages.put("legal-holds-none", list(LegalHoldsShown.LIFTED, "", Role.CONFIDENTIAL_HR));
        pages.put(
                "legal-holds-nobody-found",
                LegalHoldsView.page(
                        new ListLegalHolds.Outcome.Listed(new Slice<>(List.of(), Optional.empty())),
                        LegalHoldsShown.ALL,
                        SampleLeavers.HOSTILE,
                        Optional.of(new ListIdentities.Outcome.Listed(new Slice<>(List.of(), Optional.empty()))),
                        caller(Role.ADMINISTRATOR)));
        pages.put("legal-hold-new", place(Role.CONFIDENTIAL_HR, "", false));
        pages.put("legal-hold-wrong", place(Role.ADMINISTRATOR, SampleLeavers.HOSTILE, true));
        pages.put("legal-hold-read-only", place(Role.AUDITOR, "", false));
        return pages;
    }

    private static LegalHoldsPage list(LegalHoldsShown shown, String text, Role role, LegalHold... all) {
        return LegalHoldsView.page(
                new ListLegalHolds.Outcome.Listed(new Slice<>(
                        Arrays.stream(all)
                                .map(one -> new ListLegalHolds.Named(one, SampleLeavers.HOSTILE))
                                .toList(),
                        all.length == 0 ? Optional.empty() : Optional.of("key & more"))),
                shown,
                text,
                text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ListIdentities.Outcome.Listed(
                                new Slice<>(List.of(SampleLeavers.identity(text, false)), Optional.of("key & more")))),
                caller(role));
    }

    private static PlaceLegalHoldPage place(Role role, String reason, boolean wrong) {
        return LegalHoldsView.page(SampleLeavers.identity("Nora Sample", false), caller(role), REQUEST, reason, wrong);
    }

    private static LegalHold.InForce hold(int number) {
        return new LegalHold.Order(
                        new LegalHoldId(new UUID(40, number)),
                        new IdentityId(new UUID(12, number)),
                        SampleLeavers.HOSTILE,
                        "boris.sample",
                        NOW)
                .begin();
    }

    private static Caller caller(Role role) {
        return new Caller("ada.sample", "Ada Sample", Set.of(role));
    }
}
