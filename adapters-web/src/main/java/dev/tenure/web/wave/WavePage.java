package dev.tenure.web.wave;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One wave: what it would do, or what became of it, and its findings.
 *
 * @param action what is done with each finding
 * @param scope which findings were taken
 * @param steps who did what with it, in their order
 * @param figures how many findings stand how
 * @param foreseen what would be done and what would be left alone; empty once it was started
 * @param guards what the guards would do; empty where nothing is disabled, and once it was started
 * @param shares who has to see to what is open of it
 * @param start how it may be started
 * @param withdraw how it may be withdrawn
 * @param search what the list of findings is narrowed by
 * @param nextHref the following page of findings; null at the end
 */
public record WavePage(
        String href,
        String name,
        String tone,
        String state,
        String action,
        String scope,
        long findings,
        List<Step> steps,
        List<Figure> figures,
        List<Foreseen> foreseen,
        List<Guarded> guards,
        List<Share> shares,
        Move start,
        Move withdraw,
        boolean disables,
        List<Frame.Link> tabs,
        Search search,
        List<Line> lines,
        String csvHref,
        @Nullable String nextHref)
        implements Page {

    public WavePage {
        steps = List.copyOf(steps);
        figures = List.copyOf(figures);
        foreseen = List.copyOf(foreseen);
        guards = List.copyOf(guards);
        shares = List.copyOf(shares);
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "wave/wave.html";
    }

    /** What the reader may do with it. */
    public enum Move {
        /** Nothing: it is not the time, or they have not the role. */
        NONE,
        /** It takes another person. */
        BARRED,
        /** They may. */
        FREE;

        /** Whether they may. */
        public boolean isFree() {
            return this == FREE;
        }

        /** Whether it takes another person. */
        public boolean isBarred() {
            return this == BARRED;
        }
    }

    /** What somebody did with it. */
    public record Step(String what, String by, @Nullable Moment at) {}

    /** So many findings stand so. */
    public record Figure(String state, long findings) {}

    /** So many of a system would be done, or left alone. */
    public record Foreseen(String system, String what, long findings) {}

    /** What the guard of a system would do. */
    public record Guarded(String system, long accounts, long allowed, long counted, long held) {}

    /** So many findings are for one owner to see to. */
    public record Share(String owner, String href, long findings) {}

    /** What the list of findings is narrowed by; empty where by nothing. */
    public record Search(String state, String text) {}

    /**
     * A finding of it.
     *
     * @param more why it was left alone or failed, or until when it is waited for
     * @param giveBackHref where the form goes that gives the account back; null where it cannot be
     */
    public record Line(
            String id,
            String href,
            String account,
            String kind,
            String severity,
            String system,
            String owner,
            String tone,
            String state,
            String more,
            @Nullable Moment until,
            @Nullable String giveBackHref) {}
}
