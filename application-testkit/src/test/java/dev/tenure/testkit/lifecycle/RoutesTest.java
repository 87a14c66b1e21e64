package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.ConfigureSftpPull;
import dev.tenure.application.lifecycle.PullFiles;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.SftpPulls.RemoteFile;
import dev.tenure.application.lifecycle.ShowSftpPull;
import dev.tenure.application.lifecycle.TakeDeliveredFiles;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.identity.Employment;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that come by themselves. */
class RoutesTest {

    private static final String ADA = "1001";
    private static final RemoteFile FILE = new RemoteFile("a.csv", 100, Samples.MONDAY);

    private final Company company = new Company().worker(ADA, "Ada");

    @BeforeEach
    void pull() {
        company.world.configureSftpPull.handle(new ConfigureSftpPull.Command(
                Company.ADMIN,
                Samples.FEED,
                Optional.of(new SftpPulls.Place(
                        Samples.FEED,
                        "sftp.example.com",
                        22,
                        "tenure",
                        "/out",
                        "*.csv",
                        "env:TENURE_SECRET_SFTP",
                        "SHA256:" + "A".repeat(43),
                        Duration.ofHours(1)))));
    }

    private PullFiles.Outcome look() {
        return company.world.pullFiles.handle(new PullFiles.Command());
    }

    private SftpPulls.Pull shown() {
        return assertInstanceOf(
                        ShowSftpPull.Outcome.Shown.class,
                        company.world.showSftpPull.handle(new ShowSftpPull.Command(Company.AUDITOR, Samples.FEED)))
                .pull();
    }

    @Test
    void aFileInTheFolderIsTakenAndOneThatIsNoneIsPutAsideWithItsReason() {
        company.world.deliveredFiles.put(Samples.FEED, company.csv());
        company.world.deliveredFiles.put(Samples.FEED, "no,such,header\n");
        assertEquals(
                new TakeDeliveredFiles.Outcome.Looked(1, 1, List.of()),
                company.world.takeDeliveredFiles.handle(new TakeDeliveredFiles.Command()));
        company.world.work();
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertEquals(List.of(company.csv()), company.world.deliveredFiles.taken());
        assertTrue(company.world.deliveredFiles.refused().getFirst().contains("worker_id"));
    }

    @Test
    void aFileOnTheServerIsFetchedOnce() {
        company.world.remoteFolders.put(FILE, company.csv());
        assertEquals(new PullFiles.Outcome.Looked(1, 0), look());
        company.world.work();
        assertInstanceOf(Employment.Active.class, company.person(ADA).employment());
        assertEquals(new PullFiles.Outcome.Looked(0, 0), look());
        company.world.ports.transactions().advance(Duration.ofHours(2));
        assertEquals(new PullFiles.Outcome.Looked(0, 0), look());
        assertEquals(1, company.world.remoteFolders.reads());
        company.world.remoteFolders.put(
                new RemoteFile("a.csv", 100, Samples.MONDAY.plusSeconds(1)),
                company.worker("1002", "Bob").csv());
        company.world.ports.transactions().advance(Duration.ofHours(2));
        assertEquals(new PullFiles.Outcome.Looked(1, 0), look());
    }

    @Test
    void aServerThatDoesNotAnswerShowsSinceWhenAndIsTriedAgainAfterAGrowingPause() {
        company.world.remoteFolders.put(FILE, company.csv());
        company.world.remoteFolders.problem(Optional.of("does not answer: look at it"));
        assertEquals(new PullFiles.Outcome.Looked(0, 1), look());
        var since = company.world.now();
        assertEquals(Optional.of("does not answer: look at it"), shown().problem());
        assertEquals(new PullFiles.Outcome.Looked(0, 0), look());
        company.world.ports.transactions().advance(Duration.ofMinutes(1));
        assertEquals(new PullFiles.Outcome.Looked(0, 1), look());
        company.world.ports.transactions().advance(Duration.ofMinutes(1));
        assertEquals(new PullFiles.Outcome.Looked(0, 0), look());
        assertEquals(Optional.of(since), shown().failingSince());
        assertEquals(2, shown().failures());
        company.world.remoteFolders.problem(Optional.empty());
        company.world.ports.transactions().advance(Duration.ofMinutes(1));
        assertEquals(new PullFiles.Outcome.Looked(1, 0), look());
        assertEquals(Optional.empty(), shown().failingSince());
        assertEquals(0, shown().failures());
    }

    @Test
    void ofAFileThatBreaksOffNothingIsTakenAndItIsFetchedAgain() {
        company.world.remoteFolders.put(FILE, company.csv());
        company.world.remoteFolders.breakOff(true);
        assertEquals(new PullFiles.Outcome.Looked(0, 1), look());
        company.world.work();
        assertEquals(0, company.events(EventType.WORKER_RECORD_TAKEN).size());
        company.world.remoteFolders.breakOff(false);
        company.world.ports.transactions().advance(Duration.ofMinutes(1));
        assertEquals(new PullFiles.Outcome.Looked(1, 0), look());
    }
}
