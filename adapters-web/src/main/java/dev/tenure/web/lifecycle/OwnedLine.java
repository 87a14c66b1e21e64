package dev.tenure.web.lifecycle;

import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverCertificate.Passed;
import dev.tenure.web.page.Moment;

/**
 * One thing that the leaver owned.
 *
 * @param kind of what kind
 * @param verdict handed over, not theirs any more, or open
 * @param tone {@code good}, {@code held} or {@code late}
 * @param at when that was, or by when it is due
 * @param note who has it now and who decided that; empty where nobody has
 */
public record OwnedLine(String name, String kind, String verdict, String tone, Moment at, String note) {

    static OwnedLine of(LeaverCertificate.OwnedLine line) {
        return switch (line.passed()) {
            case Passed.To to ->
                new OwnedLine(
                        line.name(),
                        line.kind(),
                        to.late() ? "handed over, after its deadline" : "handed over",
                        "good",
                        Moment.of(to.at()),
                        "to " + to.name() + ", by " + to.by());
            case Passed.NotTheirs not ->
                new OwnedLine(line.name(), line.kind(), "not theirs any more", "held", Moment.of(not.at()), "");
            case Passed.Open open -> new OwnedLine(line.name(), line.kind(), "open", "late", Moment.of(open.due()), "");
        };
    }
}
