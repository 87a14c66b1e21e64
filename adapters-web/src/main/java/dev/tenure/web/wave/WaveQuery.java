package dev.tenure.web.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.wave.Waves;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of a wave's findings an address asks for. */
record WaveQuery(WaveId wave, String state, String text, Optional<String> after) {

    private static final List<String> STATES =
            List.of("pending", "planned", "held", "done", "disabled", "skipped", "failed", "giving-back", "given-back");

    static WaveQuery of(WaveId wave, @Nullable String state, @Nullable String text, @Nullable String after) {
        return new WaveQuery(
                wave, state == null || !STATES.contains(state) ? "" : state, Query.text(text), Query.after(after));
    }

    Waves.Filter filter() {
        return new Waves.Filter(
                Optional.of(state).filter(one -> !one.isEmpty()),
                Optional.of(text).filter(one -> !one.isEmpty()));
    }

    PageRequest page() {
        return new PageRequest(PageRequest.USUAL, after);
    }

    String csvHref() {
        return address(WavesView.href(wave) + "/csv", state, "");
    }

    String hrefAfter(String key) {
        return address(WavesView.href(wave), state, key);
    }

    private String address(String path, String shown, String from) {
        return Query.address(path, "state", shown, "q", text, "after", from);
    }

    List<Frame.Link> tabs() {
        return Stream.concat(Stream.of(""), STATES.stream())
                .map(one -> new Frame.Link(
                        address(WavesView.href(wave), one, ""),
                        one.isEmpty() ? "All" : WavesView.itemState(one),
                        one.equals(state)))
                .toList();
    }
}
