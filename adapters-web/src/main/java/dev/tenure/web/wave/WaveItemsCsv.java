package dev.tenure.web.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.web.page.CsvCell;
import dev.tenure.web.page.Words;
import java.util.Optional;
import java.util.function.Function;

/** The findings of a wave as a file for a spreadsheet, as the list has them. */
final class WaveItemsCsv {

    /** How many rows the file has at most; the API has no limit. */
    static final int MOST = 50_000;

    static final PageRequest FIRST = new PageRequest(PageRequest.LARGEST, Optional.empty());

    private WaveItemsCsv() {}

    /** The file's text, page after page from the first on. */
    static String text(ListWaveItems.Outcome.Listed first, Function<PageRequest, ListWaveItems.Outcome> pages) {
        StringBuilder text = new StringBuilder("account,system,kind,severity,owner,state,why\r\n");
        int rows = 0;
        Optional<ListWaveItems.Outcome.Listed> page = Optional.of(first);
        while (page.isPresent() && rows < MOST) {
            page.get().items().items().forEach(named -> text.append(row(named)));
            rows += page.get().items().items().size();
            page = page.get()
                    .items()
                    .next()
                    .map(next -> pages.apply(new PageRequest(PageRequest.LARGEST, Optional.of(next))))
                    .filter(ListWaveItems.Outcome.Listed.class::isInstance)
                    .map(ListWaveItems.Outcome.Listed.class::cast);
        }
        return text.toString();
    }

    private static String row(ListWaveItems.NamedItem named) {
        WaveItem item = named.item();
        return CsvCell.row(
                item.name(),
                named.system(),
                Words.of(item.kind()),
                Words.of(item.severity()),
                item.owner(),
                item.state().label(),
                WavesView.why(item.state()));
    }
}
