package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.application.identity.ListUnmanaged;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.ManagerChain;
import dev.tenure.domain.identity.ManagerChain.End;
import dev.tenure.domain.identity.ManagerChain.Link;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.testkit.Company;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who leads whom, where HR's files have gaps, circles and people who left. */
final class ManagersTest {

    private final Company company = new Company()
            .worker("1", "Ada")
            .worker("2", "Bob")
            .worker("3", "Cy")
            .worker("4", "Di");

    private ManagersTest led(String worker, String by) {
        company.write(worker, Fact.MANAGER_ID, by);
        return this;
    }

    private ShowManagerChain.Outcome.Shown of(String worker) {
        return assertInstanceOf(
                ShowManagerChain.Outcome.Shown.class,
                company.world.showManagerChain.handle(new ShowManagerChain.Command(
                        Company.AUDITOR, company.person(worker).id())));
    }

    private static List<String> names(ManagerChain chain) {
        return chain.links().stream()
                .map(link -> link.getClass().getSimpleName() + " "
                        + link.manager().profile().givenName())
                .toList();
    }

    @Test
    void theChainGoesUpToWhoHasNoManager() {
        led("1", "2").led("2", "3").company.takeOver();
        assertEquals(List.of("CanAct Bob", "CanAct Cy"), names(of("1").chain()));
        assertInstanceOf(End.Top.class, of("1").chain().end());
        assertEquals(Optional.of("Bob"), of("1").deciding().map(i -> i.profile().givenName()));
    }

    @Test
    void theNextOneUpDecidesForAManagerWhoLeft() {
        led("1", "2").led("2", "3").company.lastDay("2", "2026-03-01").takeOver();
        assertEquals(List.of("Out Bob", "CanAct Cy"), names(of("1").chain()));
        assertEquals(Optional.of("Cy"), of("1").deciding().map(i -> i.profile().givenName()));
    }

    @Test
    void aManagerWhoIsAboutToLeaveStillDecidesAndLooksLikeAnyOther() {
        led("1", "2").company.lastDay("2", "2026-06-30").takeOver();
        Link link = of("1").chain().links().getFirst();
        assertInstanceOf(Link.CanAct.class, link);
        assertEquals(Optional.empty(), link.manager().employment().knownTermination());
    }

    @Test
    void circlesGapsAndThemselvesEndAChainWithTheReason() {
        led("1", "2").led("2", "1").led("3", "3").led("4", "99").company.takeOver();
        assertEquals(new End.Cycle(company.person("1").id()), of("1").chain().end());
        assertInstanceOf(End.SelfManaged.class, of("3").chain().end());
        assertInstanceOf(End.Unknown.class, of("4").chain().end());
        List<String> alone = assertInstanceOf(
                        ListUnmanaged.Outcome.Listed.class,
                        company.world.listUnmanaged.handle(
                                new ListUnmanaged.Command(Company.AUDITOR, PageRequest.first())))
                .identities()
                .items()
                .stream()
                .map(Identity::profile)
                .map(p -> p.givenName())
                .toList();
        assertEquals(List.of("Cy", "Di"), alone);
    }
}
