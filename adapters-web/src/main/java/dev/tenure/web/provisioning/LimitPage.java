package dev.tenure.web.provisioning;

import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What guards one system, and changing it.
 *
 * @param limit what holds now, in words
 * @param counted how many accounts were changed within the window
 * @param allowed how many may be
 * @param holdHref what is held there; null where nothing is
 * @param fields what holds now, as the form has it
 * @param waiting the looser limit that waits for the second person; null where none does
 * @param version what the forms send back, so that nobody changes what they have not seen
 * @param mayChange whether the reader may propose and confirm
 */
public record LimitPage(
        String href,
        String system,
        String systemHref,
        String limit,
        long counted,
        long allowed,
        @Nullable String holdHref,
        Fields fields,
        @Nullable Waiting waiting,
        long version,
        boolean mayChange)
        implements Page {

    @Override
    public String template() {
        return "provisioning/limit.html";
    }

    /** A looser limit that waits. */
    public record Waiting(String limit, String by, Moment at, boolean byReader) {}

    /** A unit of the window. */
    public record Unit(String name, boolean chosen) {}

    /** A limit as the form has it: the window as a whole number of the largest unit that holds it without a rest. */
    public record Fields(int number, int sharePercent, long window, List<Unit> units) {

        private static final List<ChronoUnit> UNITS =
                List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

        public Fields {
            units = List.copyOf(units);
        }

        static Fields of(GuardLimit limit) {
            ChronoUnit chosen = UNITS.stream()
                    .filter(unit ->
                            limit.window().toMillis() % unit.getDuration().toMillis() == 0)
                    .findFirst()
                    .orElse(ChronoUnit.SECONDS);
            return new Fields(
                    limit.number(),
                    limit.sharePercent(),
                    limit.window().dividedBy(chosen.getDuration()),
                    UNITS.stream()
                            .map(unit -> new Unit(name(unit), unit == chosen))
                            .toList());
        }

        /** What a form says; empty where that is no limit. */
        static Optional<GuardLimit> read(String number, String sharePercent, String window, String unit) {
            try {
                int accounts = Integer.parseInt(number.strip());
                int share = Integer.parseInt(sharePercent.strip());
                int count = Integer.parseInt(window.strip());
                return UNITS.stream()
                        .filter(one -> name(one).equals(unit))
                        .findFirst()
                        .map(one -> new GuardLimit(accounts, share, Duration.of(count, one)));
            } catch (IllegalArgumentException e) {
                // No whole number, or out of range: the page says what a limit is.
                return Optional.empty();
            }
        }

        private static String name(ChronoUnit unit) {
            return unit.name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
