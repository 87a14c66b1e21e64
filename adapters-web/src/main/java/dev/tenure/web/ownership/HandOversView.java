package dev.tenure.web.ownership;

import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.ownership.NamedHandOver;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Works out the page about hand-overs. */
final class HandOversView {

    private HandOversView() {}

    static HandOversPage page(ListHandOvers.Outcome.Listed listed, Caller caller, HandOversQuery query) {
        return new HandOversPage(
                listed.totals().due(),
                listed.totals().late(),
                !listed.all(),
                query.tabs(),
                query.search(),
                query.narrowed(),
                listed.handOvers().items().stream()
                        .map(named -> line(named, caller, listed.asOf()))
                        .toList(),
                listed.handOvers().next().map(query::hrefAfter).orElse(null));
    }

    private static HandOversPage.Line line(NamedHandOver named, Caller caller, Instant now) {
        return switch (named.handOver()) {
            case HandOver.Due due ->
                line(
                        named,
                        caller,
                        due.isLate(now) ? "late" : "wait",
                        Words.deadline(due.facts().dueAt(), now),
                        due.facts().dueAt(),
                        "",
                        form(due, caller));
            case HandOver.HandedOver done ->
                line(
                        named,
                        caller,
                        "good",
                        done.wasLate() ? "handed over, late" : "handed over",
                        done.at(),
                        "to " + named.successor() + ", by " + done.by() + ": " + done.reason(),
                        null);
            case HandOver.Lapsed lapsed ->
                line(
                        named,
                        caller,
                        "held",
                        switch (lapsed.why()) {
                            case NOT_THEIRS -> "not theirs any more";
                            case CASE_WITHDRAWN -> "they stay";
                        },
                        lapsed.at(),
                        "",
                        null);
        };
    }

    private static HandOversPage.@Nullable Form form(HandOver.Due due, Caller caller) {
        boolean names = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
        if (!names && caller.hasAny(Role.AUDITOR)) {
            // An auditor sees all; what is proposed to them as well they take on by the API.
            return null;
        }
        return new HandOversPage.Form(
                HandOversQuery.ADDRESS + "/" + due.facts().id().value() + "/successor",
                due.facts().proposed().map(id -> id.value().toString()).orElse(""),
                !names);
    }

    private static HandOversPage.Line line(
            NamedHandOver named,
            Caller caller,
            String tone,
            String what,
            Instant at,
            String who,
            HandOversPage.@Nullable Form form) {
        HandOver.Facts facts = named.handOver().facts();
        boolean seesSystems = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
        boolean seesCases = seesSystems || caller.hasAny(Role.CONFIDENTIAL_HR);
        return new HandOversPage.Line(
                facts.id().value().toString(),
                Words.of(facts.thing().kind()),
                facts.thing().name(),
                switch (facts.thing().kind()) {
                    case SYSTEM -> seesSystems ? "/ui/systems/" + facts.thing().id() : null;
                    case ENGAGEMENT -> "/ui/engagements/" + facts.thing().id();
                    case NON_HUMAN -> "/ui/non-humans/" + facts.thing().id();
                },
                named.leaver(),
                seesCases ? "/ui/leavers/" + facts.leaverCase().value() : null,
                named.proposed(),
                tone,
                what,
                Moment.toTheMinute(at),
                who,
                form);
    }
}
