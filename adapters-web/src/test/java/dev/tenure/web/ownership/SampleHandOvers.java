package dev.tenure.web.ownership;

import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.ownership.NamedHandOver;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.HandOverId;
import dev.tenure.domain.ownership.OwnedKind;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Hand-overs of a fictional company and the pages made of them. */
public final class SampleHandOvers {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final IdentityId BORIS = new IdentityId(new UUID(12, 2));

    private SampleHandOvers() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        HandOver.Due system = due(1, OwnedKind.SYSTEM, Optional.of(BORIS));
        HandOver.Due engagement = due(9, OwnedKind.ENGAGEMENT, Optional.empty());
        HandOver done =
                due(3, OwnedKind.SYSTEM, Optional.of(BORIS)).handOver(BORIS, "ada.sample", SampleLeavers.HOSTILE, NOW);
        HandOver late = due(-20, OwnedKind.SYSTEM, Optional.empty()).handOver(BORIS, "ada.sample", "why", NOW);
        HandOver lapsed = due(4, OwnedKind.SYSTEM, Optional.empty()).lapse(HandOver.Why.NOT_THEIRS, NOW);
        HandOver stays = due(5, OwnedKind.ENGAGEMENT, Optional.empty()).lapse(HandOver.Why.CASE_WITHDRAWN, NOW);
        String id = new UUID(12, 1).toString();
        pages.put(
                "hand-overs",
                list(Role.OPERATOR, HandOversQuery.of(null, null, null, null, null), system, engagement, done, late));
        pages.put(
                "hand-overs-lapsed",
                list(Role.AUDITOR, HandOversQuery.of("all", "system", id, id, null), system, lapsed, stays));
        pages.put("hand-overs-own", list(Role.REQUESTER, HandOversQuery.of("late", "", null, null, null), system));
        pages.put("hand-overs-none", list(Role.OPERATOR, HandOversQuery.of("lapsed", null, null, null, null)));
        pages.put(
                "hand-overs-none-fits", list(Role.OPERATOR, HandOversQuery.of("due", "engagement", null, null, null)));
        return pages;
    }

    private static Page list(Role role, HandOversQuery query, HandOver... handOvers) {
        return HandOversView.page(
                new ListHandOvers.Outcome.Listed(
                        new Slice<>(
                                Arrays.stream(handOvers)
                                        .map(SampleHandOvers::named)
                                        .toList(),
                                handOvers.length == 0 ? Optional.empty() : Optional.of("key & more")),
                        new HandOvers.Totals(handOvers.length, 1),
                        role != Role.REQUESTER,
                        NOW),
                new Caller("ada.sample", "Ada Sample", Set.of(role)),
                query);
    }

    private static NamedHandOver named(HandOver handOver) {
        return new NamedHandOver(
                handOver,
                SampleLeavers.HOSTILE,
                handOver.facts().proposed().isPresent() ? SampleLeavers.HOSTILE : "",
                handOver instanceof HandOver.HandedOver ? SampleLeavers.HOSTILE : "");
    }

    private static HandOver.Due due(int days, OwnedKind kind, Optional<IdentityId> proposed) {
        return new HandOver.Due(
                new HandOver.Facts(
                        new HandOverId(new UUID(51, days)),
                        new LeaverCaseId(new UUID(9, 1)),
                        new IdentityId(new UUID(12, 1)),
                        new HandOver.Thing(kind, new UUID(3, 1), SampleLeavers.HOSTILE),
                        proposed,
                        NOW.minus(Duration.ofDays(30)),
                        NOW.minus(Duration.ofDays(2)).plus(Duration.ofDays(days))),
                false,
                1);
    }
}
