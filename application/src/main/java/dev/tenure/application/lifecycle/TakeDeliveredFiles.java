package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * HR puts its files down in a folder, and the product comes for them. Each goes the way of a file that is sent: received
 * whole, previewed where its feed says so, taken. A file that was received and not put away, as after a crash, is the same
 * file again and changes nothing.
 */
public final class TakeDeliveredFiles {

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final WorkerFeeds feeds;
    private final DeliveredFiles files;
    private final ReceiveWorkerSnapshot receive;

    public TakeDeliveredFiles(
            Transactions transactions,
            Identifiers identifiers,
            WorkerFeeds feeds,
            DeliveredFiles files,
            ReceiveWorkerSnapshot receive) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.feeds = feeds;
        this.files = files;
        this.receive = receive;
    }

    /** Takes every file that waits. A feed whose place cannot be looked at holds up no other. */
    public Outcome handle(Command command) {
        List<String> names = transactions.call(
                now -> feeds.all().stream().map(WorkerFeed::name).toList());
        int taken = 0;
        int refused = 0;
        List<Failed> failed = new ArrayList<>();
        for (String feed : names) {
            try {
                for (DeliveredFiles.Delivery delivery : files.waiting(feed)) {
                    if (delivery.claim()) {
                        if (take(feed, delivery)) {
                            taken++;
                        } else {
                            refused++;
                        }
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                failed.add(new Failed(feed, e));
            }
        }
        return new Outcome.Looked(taken, refused, failed);
    }

    private boolean take(String feed, DeliveredFiles.Delivery delivery) throws IOException {
        MessageDigest sha256 = Digests.sha256();
        ReceiveWorkerSnapshot.Outcome outcome;
        try (InputStream content = new DigestInputStream(delivery.open(), sha256)) {
            outcome = receive.handle(new ReceiveWorkerSnapshot.Command(
                    new Caller(files.subject(), files.subject(), Set.of(Role.OPERATOR)),
                    identifiers.next().toString(),
                    feed,
                    content,
                    () -> HexFormat.of().formatHex(sha256.digest())));
        }
        return switch (outcome) {
            case ReceiveWorkerSnapshot.Outcome.Received received -> {
                delivery.taken();
                yield true;
            }
            case ReceiveWorkerSnapshot.Outcome.Unreadable unreadable -> {
                delivery.refused(unreadable.snapshot().reason());
                yield false;
            }
            case ReceiveWorkerSnapshot.Outcome.UnknownFeed unknown -> {
                delivery.refused("there is no such feed: configure it, then put the file down again");
                yield false;
            }
            case ReceiveWorkerSnapshot.Outcome.KeyReused reused ->
                throw new IllegalStateException("a new key was used");
            case ReceiveWorkerSnapshot.Outcome.InProgress busy ->
                throw new IllegalStateException("a new key is in use");
            case ReceiveWorkerSnapshot.Outcome.NotAllowed refused ->
                throw new IllegalStateException("the product itself may not hand files in");
        };
    }

    /** Nothing to say: what waits is taken. */
    public record Command() {}

    /** A feed whose place could not be looked at, or whose file could not be read to its end: for the service's log. */
    public record Failed(String feed, Exception failure) {}

    /** What was done. */
    public sealed interface Outcome {
        /** So many files were taken and refused; where it failed the files wait. */
        record Looked(int taken, int refused, List<Failed> failed) implements Outcome {
            public Looked {
                failed = List.copyOf(failed);
            }
        }
    }
}
