package dev.tenure.web.inventory;

import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the pages of entitlements with their classes, and of who is and was privileged. */
final class ClassesView {

    private ClassesView() {}

    static EntitlementsPage entitlements(
            TargetSystem system, Optional<EntitlementClass> as, ListEntitlements.Outcome.Listed listed) {
        String systemHref = "/ui/systems/" + system.id().value();
        String href = systemHref + "/entitlements";
        return new EntitlementsPage(
                systemHref,
                system.name(),
                href,
                Moment.of(listed.knownSince()),
                Arrays.stream(EntitlementClass.values())
                        .map(one -> new EntitlementsPage.Choice(one.name(), Words.of(one), as.equals(Optional.of(one))))
                        .toList(),
                listed.entitlements().items().stream().map(ClassesView::line).toList(),
                listed.entitlements()
                        .next()
                        .map(key ->
                                Query.address(href, "class", as.map(Enum::name).orElse(""), "after", key))
                        .orElse(null));
    }

    private static EntitlementsPage.Line line(ClassedEntitlement entitlement) {
        return new EntitlementsPage.Line(
                entitlement.name(),
                entitlement.nativeId(),
                Moment.of(entitlement.vanishedAt()),
                entitlement.now().map(ClassesView::span).orElse(null),
                entitlement.spans().stream()
                        .filter(span -> span.until().isPresent())
                        .map(ClassesView::span)
                        .toList());
    }

    private static EntitlementsPage.Span span(ClassedEntitlement.Span span) {
        String by =
                switch (span.by()) {
                    case ClassedEntitlement.By.Rule rule -> "by the rule " + Words.of(rule.of(), rule.pattern());
                    case ClassedEntitlement.By.Mark mark -> "by a mark";
                };
        return new EntitlementsPage.Span(Words.of(span.as()), by, Moment.of(span.since()), Moment.of(span.until()));
    }

    static PrivilegedPage population(TargetSystem system, String at, ListPrivilegedPopulation.Outcome.Listed listed) {
        String href = populationHref(system);
        return page(
                system,
                at,
                Moment.of(listed.knownSince()),
                null,
                listed.spans().items().stream().map(span -> line(span, listed)).toList(),
                listed.spans()
                        .next()
                        .map(key -> Query.address(href, "at", at, "after", key))
                        .orElse(null));
    }

    /** Nothing can be said of the moment. */
    static PrivilegedPage unknown(TargetSystem system, String at, @Nullable Moment knownSince, String refusal) {
        return page(system, at, knownSince, refusal, List.of(), null);
    }

    private static PrivilegedPage page(
            TargetSystem system,
            String at,
            @Nullable Moment knownSince,
            @Nullable String refusal,
            List<PrivilegedPage.Line> lines,
            @Nullable String nextHref) {
        return new PrivilegedPage(
                "/ui/systems/" + system.id().value(),
                system.name(),
                populationHref(system),
                at,
                knownSince,
                refusal,
                lines,
                "/ui/privilege-reviews?system=" + system.id().value(),
                nextHref);
    }

    private static String populationHref(TargetSystem system) {
        return "/ui/systems/" + system.id().value() + "/privileged";
    }

    private static PrivilegedPage.Line line(PrivilegedSpan span, ListPrivilegedPopulation.Outcome.Listed listed) {
        String held = String.join(", ", span.held());
        String marked = span.marked() ? "marked" : "";
        return new PrivilegedPage.Line(
                span.name(),
                span.nativeId(),
                span.identity().map(id -> "/ui/people/" + id.value()).orElse(null),
                span.covers(listed.at()),
                held + (held.isEmpty() || marked.isEmpty() ? "" : ", ") + marked,
                Moment.of(span.since()),
                Moment.of(span.until()),
                Optional.ofNullable(listed.reviews().get(span.account()))
                        .map(review -> new PrivilegedPage.Reviewed(Moment.of(review.at()), review.by()))
                        .orElse(null),
                "/ui/privileged/" + span.account().value());
    }
}
