package dev.tenure.web.identity;

import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.ManagerChain.End;
import dev.tenure.domain.identity.ManagerChain.Link;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages about people say. */
final class PersonView {

    private PersonView() {}

    static PeoplePage.PersonLine line(Identity person) {
        return new PeoplePage.PersonLine(
                href(person),
                person.profile().displayName(),
                person.key().workerId(),
                Words.of(person.profile().kind()),
                standing(person.employment()),
                person.profile().department().orElse(""));
    }

    static String href(Identity person) {
        return "/ui/people/" + person.id().value();
    }

    /**
     * The page of one person.
     *
     * @param at the moment that was asked for, as the field has it
     * @param asOf what was known then; null where no moment was asked for
     */
    static PersonPage page(
            ShowIdentity.Outcome.Shown shown,
            List<WorkerStatement> statements,
            ShowManagerChain.Outcome.Shown chain,
            List<ListSourceConflicts.Conflict> conflicts,
            String at,
            ShowIdentityAsOf.@Nullable Outcome asOf) {
        Identity person = shown.identity();
        return new PersonPage(
                person.profile().displayName(),
                href(person),
                standing(person.employment()),
                facts(person.profile(), Map.of()),
                at,
                asOf instanceof ShowIdentityAsOf.Outcome.Shown known ? known(known) : null,
                asOf == null ? null : nothingKnown(asOf),
                shown.history().reversed().stream()
                        .map(line -> new PersonPage.HistoryLine(
                                Moment.of(line.knownFrom()),
                                line.source(),
                                word(line.change()),
                                standing(line.employment())))
                        .toList(),
                statements.reversed().stream().map(PersonView::statement).toList(),
                chain.chain().links().stream().map(PersonView::manager).toList(),
                end(chain.chain().end()),
                conflicts.stream()
                        .map(one -> new PersonPage.ConflictLine(
                                word(one.conflict().attribute()),
                                one.conflict().believed(),
                                one.conflict().other(),
                                Moment.of(one.since())))
                        .toList());
    }

    private static PersonPage.Known known(ShowIdentityAsOf.Outcome.Shown known) {
        return new PersonPage.Known(
                Moment.of(known.line().knownFrom()),
                known.line().source(),
                standing(known.line().employment()),
                facts(known.line().profile(), known.sources()));
    }

    private static @Nullable String nothingKnown(ShowIdentityAsOf.Outcome asOf) {
        return switch (asOf) {
            case ShowIdentityAsOf.Outcome.Shown shown -> null;
            case ShowIdentityAsOf.Outcome.NotKnownYet notYet -> "Nothing was known of this person then.";
            case ShowIdentityAsOf.Outcome.InTheFuture future -> "This moment is still to come.";
            case ShowIdentityAsOf.Outcome.Unknown unknown -> "Nothing was known of this person then.";
            case ShowIdentityAsOf.Outcome.NotAllowed refused -> "You may not see it.";
        };
    }

    private static List<PersonPage.Fact> facts(Profile profile, Map<Attribute, String> sources) {
        List<PersonPage.Fact> facts = new ArrayList<>();
        add(facts, "As", Optional.of(Words.of(profile.kind())), sources.get(Attribute.EMPLOYMENT));
        add(facts, "Name", Optional.of(profile.displayName()), sources.get(Attribute.NAME));
        add(facts, "E-mail", profile.email(), sources.get(Attribute.EMAIL));
        add(facts, "Department", profile.department(), sources.get(Attribute.DEPARTMENT));
        add(facts, "Title", profile.title(), sources.get(Attribute.TITLE));
        add(facts, "Manager's id", profile.managerWorkerId(), sources.get(Attribute.MANAGER));
        add(facts, "Location", profile.location(), sources.get(Attribute.LOCATION));
        add(facts, "Time zone", Optional.of(profile.zone().getId()), sources.get(Attribute.EMPLOYMENT));
        return facts;
    }

    private static void add(
            List<PersonPage.Fact> facts, String label, Optional<String> value, @Nullable String source) {
        value.ifPresent(text -> facts.add(new PersonPage.Fact(label, text, source == null ? "" : source)));
    }

    private static PersonPage.StatementLine statement(WorkerStatement statement) {
        Profile profile = statement.record().profile();
        EmploymentTerms terms = statement.record().terms();
        String employment = "from " + terms.startDate()
                + terms.termination()
                        .map(ending -> ", last day " + ending.lastWorkingDay())
                        .orElse("")
                + terms.leave().map(leave -> ", on leave from " + leave.from()).orElse("")
                + (terms.cancelled() ? ", taken back" : "");
        return new PersonPage.StatementLine(
                Moment.of(statement.receivedAt()),
                statement.record().key().feed(),
                statement.record().key().workerId(),
                profile.title().orElse(""),
                profile.department().orElse(""),
                employment);
    }

    private static PersonPage.ManagerLine manager(Link link) {
        return new PersonPage.ManagerLine(
                href(link.manager()),
                link.manager().profile().displayName(),
                switch (link) {
                    case Link.CanAct act -> "can decide";
                    case Link.Out out -> "has left";
                    case Link.NotStarted notStarted -> "has not started";
                    case Link.OnLeave onLeave -> "is on leave";
                    case Link.NotAPerson notAPerson -> "is no person";
                });
    }

    private static String end(End end) {
        return switch (end) {
            case End.Top top -> "Nobody is named above.";
            case End.Unknown unknown ->
                "Above is " + unknown.manager().workerId() + ", of whom "
                        + unknown.manager().feed() + " never told.";
            case End.SelfManaged self -> "The last one is named as their own manager.";
            case End.Cycle cycle -> "The next one stands in the chain already.";
            case End.TooLong tooLong -> "There are more above than are followed.";
        };
    }

    static String standing(Employment employment) {
        return switch (employment) {
            case Employment.Expected expected -> "expected on " + expected.startDate();
            case Employment.Active active -> "works here since " + active.startDate();
            case Employment.OnLeave onLeave ->
                "on leave since " + onLeave.leave().from();
            case Employment.TerminationScheduled scheduled ->
                "leaves, last day " + scheduled.termination().lastWorkingDay();
            case Employment.GardenLeave gardenLeave ->
                "on garden leave, last day " + gardenLeave.termination().lastWorkingDay();
            case Employment.Ended ended ->
                "left, last day " + ended.termination().lastWorkingDay();
            case Employment.Cancelled cancelled -> "never began";
        };
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
