package dev.tenure.web.engagement;

import dev.tenure.application.engagement.Engagements.Standing;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Non-employees of a fictional company and the pages made of them. */
public final class SampleEngagements {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000bbbb";
    private static final Caller ADMINISTRATOR = new Caller("ada", "Ada", Set.of(Role.ADMINISTRATOR));
    private static final Caller AUDITOR = new Caller("boris", "Boris", Set.of(Role.AUDITOR));

    private SampleEngagements() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        Engagement.Requested requested = requested("requester");
        Engagement.Approved approved = requested.approve("approver", NOW);
        pages.put(
                "engagements",
                list(
                        List.of(new ListEngagements.Line(
                                approved,
                                Standing.IN_FORCE,
                                Optional.of("Ada Sample"),
                                Optional.of(NOW),
                                Optional.of(NOW))),
                        ADMINISTRATOR));
        pages.put("engagements-not-found", list(List.of(), AUDITOR));
        pages.put("engagement-requested", EngagementView.page(requested, Standing.REQUESTED, ADMINISTRATOR, REQUEST));
        pages.put(
                "engagement-requested-by-me",
                EngagementView.page(requested("ada"), Standing.REQUESTED, ADMINISTRATOR, REQUEST));
        pages.put("engagement-in-force", EngagementView.page(approved, Standing.IN_FORCE, ADMINISTRATOR, REQUEST));
        pages.put(
                "engagement-extended",
                EngagementView.page(approved.extend(requested.ask()), Standing.EXTENSION_REQUESTED, AUDITOR, REQUEST));
        pages.put(
                "engagement-ended",
                EngagementView.page(
                        approved.end("operator", NOW, SampleLeavers.HOSTILE), Standing.ENDED, AUDITOR, REQUEST));
        pages.put(
                "engagement-declined",
                EngagementView.page(requested.decline("approver", NOW, "no"), Standing.DECLINED, AUDITOR, REQUEST));
        return pages;
    }

    private static EngagementsPage list(List<ListEngagements.Line> lines, Caller caller) {
        return EngagementView.list(
                new ListEngagements.Outcome.Listed(new Slice<>(lines, Optional.of("key & more"))),
                SampleLeavers.HOSTILE,
                Optional.of(Standing.IN_FORCE),
                true,
                false,
                caller,
                REQUEST);
    }

    private static Engagement.Requested requested(String by) {
        return new Engagement.Requested(
                new Engagement.Terms(
                        new EngagementId(new UUID(1, 9)),
                        new Engaged(
                                IdentityKind.VENDOR,
                                SampleLeavers.HOSTILE,
                                "Sample",
                                "cy@vendor.example",
                                Optional.of("Sample vendor"),
                                Optional.empty(),
                                Optional.empty(),
                                ZoneOffset.UTC),
                        LocalDate.parse("2026-03-01")),
                new Engagement.Ask(
                        LocalDate.parse("2026-06-01"), new IdentityId(new UUID(1, 1)), SampleLeavers.HOSTILE, by, NOW));
    }
}
