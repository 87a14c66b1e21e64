package dev.tenure.application.inspection;

import dev.tenure.application.provisioning.ListedArtefacts;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.SignInEvent;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.provisioning.Artefact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a target about one account, kind by kind. It stops where the target does not answer. */
final class AccountReading {

    /** How far back sign-ins are asked for where they were not read for long. */
    private static final Duration FARTHEST = Duration.ofDays(7);

    private static final Duration FIRST = Duration.ofDays(1);

    /** So that clocks which differ a little leave no gap. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final int MOST_PAGES = 20;

    private final Connector connector;
    private final AccountRef account;
    private final Inspection before;
    private final Instant now;
    private final Map<Artefact.Kind, List<Artefact>> held = new EnumMap<>(Artefact.Kind.class);
    private final Set<InspectedKind> done = EnumSet.noneOf(InspectedKind.class);
    private final List<String> problems = new ArrayList<>();
    private Optional<Inspection.LastSignIn> last = Optional.empty();
    private boolean unanswered;

    AccountReading(Connector connector, AccountRef account, Inspection before, Instant now) {
        this.connector = connector;
        this.account = account;
        this.before = before;
        this.now = now;
    }

    /** What a connector reads of that which is inspected. */
    static Set<InspectedKind> kinds(Connector connector) {
        Set<ReadKind> reads = connector.capabilities().reads();
        Set<InspectedKind> kinds = EnumSet.noneOf(InspectedKind.class);
        for (InspectedKind kind : InspectedKind.values()) {
            if (reads.contains(readOf(kind))) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static ReadKind readOf(InspectedKind kind) {
        return switch (kind) {
            case CREDENTIALS -> ReadKind.CREDENTIALS;
            case MFA_METHODS -> ReadKind.MFA_METHODS;
            case SIGN_INS -> ReadKind.SIGN_INS;
        };
    }

    void read(InspectedKind kind) {
        if (unanswered) {
            return;
        }
        boolean whole =
                switch (kind) {
                    case CREDENTIALS -> list(Artefact.Kind.CREDENTIAL);
                    case MFA_METHODS -> list(Artefact.Kind.MFA_METHOD);
                    case SIGN_INS -> signIns();
                };
        if (whole) {
            done.add(kind);
        }
    }

    private boolean list(Artefact.Kind kind) {
        return switch (ListedArtefacts.of(connector, kind, account)) {
            case Observation.Seen<List<Artefact>> seen -> {
                held.put(kind, seen.value());
                yield true;
            }
            case Observation.Refused<List<Artefact>> refused -> problem(refused.reason(), false);
            case Observation.Unreachable<List<Artefact>> unreachable -> problem(unreachable.reason(), true);
        };
    }

    /** A log that does not reach back to where the last read ended is asked for its last day: what lies between is lost. */
    private boolean signIns() {
        Instant recent = now.minus(FIRST);
        Instant since = Optional.ofNullable(before.readAt().get(InspectedKind.SIGN_INS))
                .map(at -> at.minus(OVERLAP))
                .map(at -> at.isBefore(now.minus(FARTHEST)) ? now.minus(FARTHEST) : at)
                .orElse(recent);
        return signIns(since, since.isBefore(recent) ? Optional.of(recent) : Optional.empty());
    }

    private boolean signIns(Instant since, Optional<Instant> otherwise) {
        Cursor cursor = Cursor.START;
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (connector.signIns(account, since, cursor)) {
                case Observation.Seen<Page<SignInEvent>> seen -> {
                    seen.value().items().forEach(this::see);
                    if (seen.value().next().isEmpty()) {
                        return true;
                    }
                    cursor = seen.value().next().get();
                }
                case Observation.Refused<Page<SignInEvent>> refused -> {
                    return otherwise
                            .map(later -> signIns(later, Optional.empty()))
                            .orElseGet(() -> problem(refused.reason(), false));
                }
                case Observation.Unreachable<Page<SignInEvent>> unreachable -> {
                    return problem(unreachable.reason(), true);
                }
            }
        }
        return problem("the target gave " + MOST_PAGES + " pages of sign-ins and has more", false);
    }

    private void see(SignInEvent event) {
        if (last.filter(known -> !known.at().isBefore(event.at())).isEmpty()) {
            last = Optional.of(new Inspection.LastSignIn(event.at(), event.by()));
        }
    }

    private boolean problem(String reason, boolean noAnswer) {
        problems.add(reason);
        unanswered = noAnswer;
        return false;
    }

    /** What was read to its end, of things that are listed. */
    Map<Artefact.Kind, List<Artefact>> held() {
        return held;
    }

    /** What was read to its end. */
    Set<InspectedKind> done() {
        return done;
    }

    /** The latest sign-in that was told. */
    Optional<Inspection.LastSignIn> last() {
        return last;
    }

    /** What could not be read, and why. */
    Optional<String> problem() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    /** Whether the target did not answer. */
    boolean unanswered() {
        return unanswered;
    }
}
