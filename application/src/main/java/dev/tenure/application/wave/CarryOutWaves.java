package dev.tenure.application.wave;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Waves that were started are carried out, a share of findings in each transaction, so that one that breaks off goes on where it
 * stood. When everything was tried a wave is over, or waits for whether anybody misses what it disabled. One that was withdrawn is
 * wound up the same way.
 */
public final class CarryOutWaves {

    private static final Set<String> UNDER_WAY = Set.of("planned", "held");

    private final Transactions transactions;
    private final Waves waves;
    private final WaveDesk desk;
    private final WaveEvents events;

    public CarryOutWaves(Transactions transactions, Waves waves, WaveDesk desk, WaveEvents events) {
        this.transactions = transactions;
        this.waves = waves;
        this.desk = desk;
        this.events = events;
    }

    /** Takes one step of each wave. Call again while more is to be done. */
    public Outcome handle(Command command) {
        List<WaveId> live = transactions.call(waves::live);
        List<Failed> failed = new ArrayList<>();
        boolean more = false;
        for (WaveId id : live) {
            try {
                more |= transactions.call(now -> step(id, now));
            } catch (RuntimeException e) {
                // The others have their turn; this one has its next when it is looked for again.
                failed.add(new Failed(id, e));
            }
        }
        return new Outcome.Carried(more, failed);
    }

    /** Whether anything was done. */
    private boolean step(WaveId id, Instant now) {
        return switch (waves.lock(id).orElseThrow()) {
            case Wave.UnderWay underWay ->
                desk.tryShare(underWay, now) > 0 || desk.leaveProtectedAlone(id, now) > 0 || settle(underWay, now);
            case Wave.Waiting waiting -> endIfOver(waiting, now);
            case Wave.Withdrawing withdrawing ->
                desk.stopShare(id, now) > 0
                        || (withdrawing.givesBack() && desk.giveBackShare(withdrawing, now) > 0)
                        || end(withdrawing);
            case Wave.Prepared prepared -> false;
            case Wave.Done done -> false;
            case Wave.Withdrawn withdrawn -> false;
        };
    }

    private boolean settle(Wave.UnderWay wave, Instant now) {
        WaveId id = wave.plan().id();
        if (!waves.some(id, UNDER_WAY, 1).isEmpty()) {
            return false;
        }
        Optional<Instant> until = waves.lastWait(id);
        if (until.isPresent()) {
            waves.save(wave.waitFor(until.get()));
        } else {
            end(wave.end(now), now);
        }
        return true;
    }

    private boolean endIfOver(Wave.Waiting wave, Instant now) {
        if (wave.until().isAfter(now)) {
            return false;
        }
        end(wave.end(now), now);
        return true;
    }

    private void end(Wave.Done done, Instant now) {
        waves.save(done);
        events.ended(done, waves.figures(done.plan().id()), now);
    }

    private boolean end(Wave.Withdrawing wave) {
        waves.save(wave.end());
        return true;
    }

    /** Nothing to say: every wave has its turn. */
    public record Command() {}

    /** A wave whose step failed, and what it failed on: for the service's log. */
    public record Failed(WaveId wave, RuntimeException failure) {}

    /** What was done. */
    public sealed interface Outcome {
        /** Whether more may be to be done at once, and which waves failed. */
        record Carried(boolean more, List<Failed> failed) implements Outcome {
            public Carried {
                failed = List.copyOf(failed);
            }
        }
    }
}
