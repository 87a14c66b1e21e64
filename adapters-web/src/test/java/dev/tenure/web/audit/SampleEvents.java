package dev.tenure.web.audit;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.paging.Slice;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Events of a fictional log and the pages made of them. */
public final class SampleEvents {

    private SampleEvents() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        AuditTrail.Filter about = AuditTrail.Filter.about("leaver-case", new UUID(1, 2).toString());
        pages.put(
                "audit",
                AuditResource.page(
                        listed(List.of(entry(1, OptionalLong.empty()), entry(2, OptionalLong.of(4811)))),
                        about,
                        false));
        pages.put("audit-empty", AuditResource.page(listed(List.of()), AuditTrail.Filter.ALL, false));
        pages.put("audit-not-found", AuditResource.page(listed(List.of()), about, false));
        return pages;
    }

    private static ListAuditEvents.Outcome.Listed listed(List<AuditTrail.Entry> entries) {
        return new ListAuditEvents.Outcome.Listed(
                new Slice<>(entries, entries.isEmpty() ? Optional.empty() : Optional.of("2")));
    }

    private static AuditTrail.Entry entry(int id, OptionalLong leaf) {
        return new AuditTrail.Entry(
                String.valueOf(id),
                new UUID(7, id),
                "leaver-milestone-verified",
                1,
                Instant.parse("2026-03-12T14:05:07Z"),
                "{\"account\":\"" + SampleLeavers.HOSTILE + "\",\"milestone\":\"blocked\"}",
                Map.of("person", SampleLeavers.HOSTILE),
                Set.of("change", "employment"),
                leaf);
    }
}
