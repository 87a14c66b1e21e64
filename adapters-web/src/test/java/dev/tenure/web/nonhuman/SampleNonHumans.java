package dev.tenure.web.nonhuman;

import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Non-human identities of a fictional company and the pages made of them. */
public final class SampleNonHumans {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000bbbb";
    private static final Caller ADMINISTRATOR = new Caller("ada", "Ada", Set.of(Role.ADMINISTRATOR));
    private static final Caller AUDITOR = new Caller("boris", "Boris", Set.of(Role.AUDITOR));

    private SampleNonHumans() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        NonHuman.Requested requested = requested("requester");
        NonHuman.Active active =
                requested.approve(new NonHuman.Approval(new IdentityId(new UUID(1, 2)), "approver", NOW));
        NonHuman.Closing closing = new NonHuman.Closing("operator", NOW, SampleLeavers.HOSTILE);
        NonHumans.Filter all =
                new NonHumans.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        NonHumans.Filter some = new NonHumans.Filter(
                Optional.of(NonHumans.State.ACTIVE),
                Optional.of(NonHumanKind.API_INTEGRATION),
                Optional.of(new IdentityId(new UUID(1, 1))),
                Optional.of(SampleLeavers.HOSTILE),
                true);
        pages.put(
                "non-humans",
                list(
                        List.of(line(active, true), line(requested, false), line(requested.reject(closing), false)),
                        some,
                        ADMINISTRATOR));
        pages.put("non-humans-not-found", list(List.of(), some, AUDITOR));
        pages.put("non-humans-none", list(List.of(), all, ADMINISTRATOR));
        pages.put("non-human-requested", NonHumanView.page(line(requested, false), ADMINISTRATOR));
        pages.put("non-human-requested-by-me", NonHumanView.page(line(requested("ada"), false), ADMINISTRATOR));
        pages.put("non-human-active", NonHumanView.page(line(active, false), ADMINISTRATOR));
        pages.put("non-human-unowned", NonHumanView.page(line(active, true), AUDITOR));
        pages.put("non-human-rejected", NonHumanView.page(line(requested.reject(closing), false), AUDITOR));
        pages.put("non-human-retired", NonHumanView.page(line(active.retire(closing), false), AUDITOR));
        return pages;
    }

    private static NonHumans.Listed line(NonHuman nonHuman, boolean unowned) {
        return new NonHumans.Listed(nonHuman, Optional.of("Ada Sample"), unowned);
    }

    private static NonHumansPage list(List<NonHumans.Listed> lines, NonHumans.Filter filter, Caller caller) {
        return NonHumanView.list(
                new ListNonHumans.Outcome.Listed(
                        new Slice<>(lines, lines.isEmpty() ? Optional.empty() : Optional.of("key & more"))),
                filter,
                new UUID(1, 3).toString(),
                caller,
                REQUEST);
    }

    private static NonHuman.Requested requested(String by) {
        return new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(new UUID(1, 9)),
                        NonHumanKind.API_INTEGRATION,
                        SampleLeavers.HOSTILE,
                        SampleLeavers.HOSTILE,
                        Optional.of(new AccountId(new UUID(1, 3))),
                        by,
                        NOW),
                new IdentityId(new UUID(1, 1)));
    }
}
