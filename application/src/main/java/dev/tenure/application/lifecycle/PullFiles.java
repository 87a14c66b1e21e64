package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A feed's files are fetched from where HR puts them. What was fetched is remembered by name, size and time, so nothing is
 * fetched twice. That the other side does not answer is an ordinary day: it shows on the feed since when, and is tried again
 * after a growing pause.
 */
public final class PullFiles {

    /** The subject under which fetched files are handed in. */
    public static final String SUBJECT = "tenure:sftp-pull";

    /** How many files of one feed one turn fetches. */
    private static final int MOST = 100;

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final SftpPulls pulls;
    private final RemoteFolders folders;
    private final ReceiveWorkerSnapshot receive;

    public PullFiles(
            Transactions transactions,
            Identifiers identifiers,
            SftpPulls pulls,
            RemoteFolders folders,
            ReceiveWorkerSnapshot receive) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.pulls = pulls;
        this.folders = folders;
        this.receive = receive;
    }

    /** Fetches what is new at every place that is due. */
    public Outcome handle(Command command) {
        int fetched = 0;
        int failed = 0;
        List<SftpPulls.Pull> due = transactions.call(pulls::due);
        for (SftpPulls.Pull pull : due) {
            SftpPulls.Place place = pull.place();
            try {
                fetched += fetch(place);
                transactions.call(now -> {
                    pulls.succeeded(place, now);
                    return now;
                });
            } catch (RemoteFolders.Unreachable e) {
                failed++;
                fail(place, Optional.ofNullable(e.getMessage()).orElse("does not work"));
            } catch (IOException | UncheckedIOException e) {
                failed++;
                fail(place, "a file broke off while it was read, or changed meanwhile: nothing of it was taken");
            }
        }
        return new Outcome.Looked(fetched, failed);
    }

    private void fail(SftpPulls.Place place, String problem) {
        transactions.call(now -> {
            pulls.failed(place, problem, now);
            return now;
        });
    }

    private int fetch(SftpPulls.Place place) throws RemoteFolders.Unreachable, IOException {
        int fetched = 0;
        try (RemoteFolders.Folder folder = folders.open(place)) {
            for (SftpPulls.RemoteFile file : folder.list()) {
                boolean isKnown = transactions.call(now -> pulls.isTaken(place.feed(), file));
                if (!isKnown && fetched < MOST) {
                    fetch(place.feed(), folder, file);
                    fetched++;
                }
            }
        }
        return fetched;
    }

    private void fetch(String feed, RemoteFolders.Folder folder, SftpPulls.RemoteFile file) throws IOException {
        MessageDigest sha256 = Digests.sha256();
        String[] digest = new String[1];
        try (InputStream content = new DigestInputStream(folder.open(file), sha256)) {
            receive.handle(new ReceiveWorkerSnapshot.Command(
                    new Caller(SUBJECT, SUBJECT, Set.of(Role.OPERATOR)),
                    identifiers.next().toString(),
                    feed,
                    content,
                    () -> {
                        digest[0] = HexFormat.of().formatHex(sha256.digest());
                        return digest[0];
                    }));
        }
        String known = Optional.ofNullable(digest[0]).orElse("unreadable");
        transactions.call(now -> {
            pulls.taken(feed, file, known, now);
            return now;
        });
    }

    /** Nothing to say: what is due is fetched. */
    public record Command() {}

    /** What was done. */
    public sealed interface Outcome {
        /** So many files were fetched, and so many places did not work. */
        record Looked(int fetched, int failed) implements Outcome {}
    }
}
