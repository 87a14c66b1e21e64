package dev.tenure.web.wave;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waves, the newest at the top.
 *
 * @param tabs the states that can be looked at
 * @param mayPrepare whether the reader may prepare one
 * @param nextHref the following page; null at the end
 */
public record WavesPage(
        List<Frame.Link> tabs,
        List<Line> lines,
        boolean mayPrepare,
        @Nullable String nextHref) implements Page {

    public WavesPage {
        tabs = List.copyOf(tabs);
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "wave/waves.html";
    }

    /** A wave. */
    public record Line(
            String href, String name, String action, String tone, String state, long findings, String by, Moment at) {}
}
