package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowStatements;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two sources tell of one person: who is believed, where they differ, and what was known on which day and from whom. */
final class ManyMouthsTest {

    private static final String HR = "hr";
    private static final String IDP = "idp";
    private static final int HISTORIES = 300;

    private final Company company = new Company();

    private static WorkerSource source(String name) {
        return new WorkerSource(
                name, Samples.ZONE, WorkerSource.named(name, Samples.ZONE).clock(), WorkerSource.Join.WORKER_ID);
    }

    private static WorkerRecord says(String source, String title, Optional<Termination> ending) {
        return new WorkerRecord(
                new WorkerKey(source, "1001"),
                new Profile(
                        IdentityKind.EMPLOYEE,
                        "Ada",
                        "Sample",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(title),
                        Optional.empty(),
                        Optional.empty(),
                        Samples.ZONE),
                EmploymentTerms.from(LocalDate.parse("2024-01-01")).ending(ending),
                Optional.empty());
    }

    private static IdentityId take(Company in, WorkerRecord record) {
        String feed = record.key().feed();
        return in.world.ports.transactions().call(now -> {
            in.world.ports.workerSources().claim(feed, WorkerSources.Kind.SCIM);
            return in.world.workerDesk.take(source(feed), record, now, now).id();
        });
    }

    private Identity person(IdentityId id) {
        return assertInstanceOf(
                        ShowIdentity.Outcome.Shown.class,
                        company.world.showIdentity.handle(new ShowIdentity.Command(Company.CONFIDENTIAL_HR, id)))
                .identity();
    }

    private DecideAttributeAuthority.Outcome.Decided decide(List<String> order, long version) {
        return assertInstanceOf(
                DecideAttributeAuthority.Outcome.Decided.class,
                company.world.decideAttributeAuthority.handle(new DecideAttributeAuthority.Command(
                        Company.ADMIN, new AttributeAuthority(order, Map.of(), version))));
    }

    private long waiting() {
        return assertInstanceOf(
                        ShowAttributeAuthority.Outcome.Shown.class,
                        company.world.showAttributeAuthority.handle(
                                new ShowAttributeAuthority.Command(Company.AUDITOR)))
                .waiting();
    }

    @Test
    void whoIsBelievedAnewIsBelievedOfEverybodyOfWhomTwoTell() {
        IdentityId ada = take(company, says(HR, "Lead", Optional.empty()));
        take(company, says(IDP, "Boss", Optional.of(Samples.lastDay("2026-03-01"))));
        assertInstanceOf(Employment.Active.class, person(ada).employment());
        assertEquals(1, decide(List.of(IDP, HR), 0).people());
        assertEquals(1, waiting());
        company.world.work();
        assertEquals(0, waiting());
        assertInstanceOf(Employment.Ended.class, person(ada).employment());
        assertEquals(Optional.of("Boss"), person(ada).profile().title());
        assertEquals(1, decide(List.of(HR), 1).people());
        company.world.work();
        assertInstanceOf(Employment.Active.class, person(ada).employment());
    }

    @Test
    void nobodyIsLookedAtAgainOfWhomOneSourceTells() {
        take(company, says(HR, "Lead", Optional.empty()));
        assertEquals(0, decide(List.of(), 0).people(), "one source is believed whatever is decided");
    }

    @Test
    void aConflictSaysAboutWhatAndSinceWhenAndNothingElse() {
        IdentityId ada = take(company, says(HR, "Lead", Optional.empty()));
        take(company, says(IDP, "Boss", Optional.empty()));
        ListSourceConflicts.Conflict title =
                conflicts(Optional.of(Attribute.TITLE), Optional.of(IDP)).getFirst();
        assertEquals(ada, title.identity().id());
        assertEquals(HR, title.conflict().believed());
        assertEquals(IDP, title.conflict().other());
        assertTrue(!title.since().isAfter(company.world.now()));
        assertEquals(List.of(), conflicts(Optional.of(Attribute.EMAIL), Optional.empty()));
        assertEquals(List.of(), conflicts(Optional.empty(), Optional.of("register")));
        take(company, says(IDP, "Lead", Optional.empty()));
        assertEquals(List.of(), conflicts(Optional.empty(), Optional.empty()));
    }

    private List<ListSourceConflicts.Conflict> conflicts(Optional<Attribute> attribute, Optional<String> source) {
        return assertInstanceOf(
                        ListSourceConflicts.Outcome.Listed.class,
                        company.world.listSourceConflicts.handle(new ListSourceConflicts.Command(
                                Company.AUDITOR,
                                new SourceConflicts.Filter(Optional.empty(), attribute, source),
                                PageRequest.first())))
                .conflicts()
                .items();
    }

    // What was known when ------------------------------------------------------------------------------------------

    private static ShowIdentityAsOf.Outcome asOf(Company in, Caller caller, IdentityId id, Instant moment) {
        return in.world.showIdentityAsOf.handle(new ShowIdentityAsOf.Command(caller, id, moment));
    }

    @Test
    void whatWasKnownOnADayIsWhatSourcesHadSaidByThen() {
        IdentityId ada = take(company, says(HR, "Lead", Optional.empty()));
        Instant first = company.world.now();
        company.world.pass(Duration.ofDays(1));
        take(company, says(IDP, "Boss", Optional.empty()));
        decide(List.of(IDP), 0);
        company.world.work();
        Instant second = company.world.now();
        ShowIdentityAsOf.Outcome.Shown before =
                assertInstanceOf(ShowIdentityAsOf.Outcome.Shown.class, asOf(company, Company.AUDITOR, ada, first));
        assertEquals(Optional.of("Lead"), before.line().profile().title());
        assertEquals(Map.of(Attribute.EMPLOYMENT, HR, Attribute.NAME, HR, Attribute.TITLE, HR), before.sources());
        ShowIdentityAsOf.Outcome.Shown after =
                assertInstanceOf(ShowIdentityAsOf.Outcome.Shown.class, asOf(company, Company.AUDITOR, ada, second));
        assertEquals(Optional.of("Boss"), after.line().profile().title());
        assertEquals(IDP, after.sources().get(Attribute.TITLE));
    }

    @Test
    void anEndingThatWasToComeShowsOnceItTookEffectAndNotBefore() {
        IdentityId ada = take(company, says(HR, "Lead", Optional.empty()));
        take(company, says(HR, "Lead", Optional.of(Samples.lastDay("2026-03-04"))));
        Instant told = company.world.now();
        assertInstanceOf(Employment.Active.class, employment(Company.AUDITOR, ada, told));
        assertInstanceOf(Employment.TerminationScheduled.class, employment(Company.CONFIDENTIAL_HR, ada, told));
        company.world.pass(Duration.ofDays(4));
        assertInstanceOf(Employment.TerminationScheduled.class, employment(Company.AUDITOR, ada, told));
        assertEquals(2, statements(company, Company.AUDITOR, ada).size());
    }

    private Employment employment(Caller caller, IdentityId id, Instant moment) {
        return assertInstanceOf(ShowIdentityAsOf.Outcome.Shown.class, asOf(company, caller, id, moment))
                .line()
                .employment();
    }

    private static List<WorkerStatement> statements(Company in, Caller caller, IdentityId id) {
        return assertInstanceOf(
                        ShowStatements.Outcome.Shown.class,
                        in.world.showStatements.handle(new ShowStatements.Command(caller, id)))
                .statements();
    }

    /** Everything but the number, which nobody is shown. */
    private static List<Object> told(List<WorkerStatement> statements) {
        return statements.stream()
                .<Object>map(s -> List.of(s.record(), s.receivedAt()))
                .toList();
    }

    /**
     * In one company HR tells of endings to come and takes all of them back, in the other it never does; all else is the same.
     * Whoever is not of confidential HR is shown the same of both, at every step and of every moment.
     */
    @Test
    void endingsThatNeverTookEffectMakeNoDifferenceToWhatOthersAreShown() {
        int endings = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            Company leaving = new Company();
            Company staying = new Company();
            IdentityId inLeaving = take(leaving, says(HR, "Lead", Optional.empty()));
            IdentityId inStaying = take(staying, says(HR, "Lead", Optional.empty()));
            List<Instant> moments = new ArrayList<>();
            for (int step = 0; step < 8; step++) {
                String source = random.nextBoolean() ? HR : IDP;
                String title = List.of("Lead", "Boss").get(random.nextInt(2));
                Optional<Termination> ending = random.nextBoolean()
                        ? Optional.of(Samples.lastDay("2026-0" + (5 + random.nextInt(4)) + "-15"))
                        : Optional.empty();
                endings += ending.isPresent() ? 1 : 0;
                take(leaving, says(source, title, ending));
                take(staying, says(source, title, Optional.empty()));
                Duration pause = Duration.ofHours(1 + random.nextInt(30));
                leaving.world.ports.transactions().advance(pause);
                staying.world.ports.transactions().advance(pause);
                moments.add(leaving.world.now());
                assertEquals(staying.world.now(), leaving.world.now(), "both clocks go alike");
                assertSame(seed, leaving, inLeaving, staying, inStaying, moments);
            }
        }
        assertTrue(endings > HISTORIES, "endings were told of");
    }

    private static void assertSame(
            int seed,
            Company leaving,
            IdentityId inLeaving,
            Company staying,
            IdentityId inStaying,
            List<Instant> moments) {
        assertEquals(
                told(statements(staying, Company.AUDITOR, inStaying)),
                told(statements(leaving, Company.AUDITOR, inLeaving)),
                "statements of history " + seed);
        for (Instant moment : moments) {
            assertEquals(
                    known(staying, inStaying, moment),
                    known(leaving, inLeaving, moment),
                    "history " + seed + " at " + moment);
        }
    }

    private static Object known(Company in, IdentityId id, Instant moment) {
        ShowIdentityAsOf.Outcome.Shown shown =
                assertInstanceOf(ShowIdentityAsOf.Outcome.Shown.class, asOf(in, Company.AUDITOR, id, moment));
        return List.of(shown.line(), shown.sources());
    }
}
