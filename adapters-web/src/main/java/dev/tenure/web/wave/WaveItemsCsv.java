package dev.tenure.web.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.web.page.CsvCell;
import dev.tenure.web.page.CsvFile;
import dev.tenure.web.page.Words;
import java.util.Optional;
import java.util.function.Function;

/** The findings of a wave as a file for a spreadsheet, as the list has them. */
final class WaveItemsCsv {

    private static final String HEAD = "account,system,kind,severity,owner,state,why";

    private WaveItemsCsv() {}

    /** The file, part after part from the first on. */
    static CsvFile<ListWaveItems.NamedItem> file(
            ListWaveItems.Outcome.Listed first, Function<PageRequest, ListWaveItems.Outcome> parts) {
        return new CsvFile<>(
                HEAD,
                first.items(),
                page -> Optional.of(parts.apply(page))
                        .filter(ListWaveItems.Outcome.Listed.class::isInstance)
                        .map(outcome -> ((ListWaveItems.Outcome.Listed) outcome).items()),
                WaveItemsCsv::row);
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
