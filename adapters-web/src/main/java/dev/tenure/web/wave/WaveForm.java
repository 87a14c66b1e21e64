package dev.tenure.web.wave;

import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.web.page.Query;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is written into the form by which a wave is prepared. */
record WaveForm(WaveScope scope, WaveFormPage.Written written) {

    /** Who may prepare one. The use case decides; this keeps the form from those whom it would refuse. */
    static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private static final WaveFormPage.Written NOTHING =
            new WaveFormPage.Written("", "assign", "", "", "", String.valueOf(WaveAction.Disable.USUAL));

    static WaveForm of(
            @Nullable String system,
            @Nullable String kind,
            @Nullable String severity,
            @Nullable String owner,
            boolean late,
            @Nullable String text) {
        return new WaveForm(
                new WaveScope(
                        Query.id(system == null ? "" : system).map(SystemId::new),
                        chosen(FindingKind.values(), kind),
                        chosen(Severity.values(), severity),
                        Query.wanted(owner),
                        late,
                        Query.wanted(text)),
                NOTHING);
    }

    private static <E extends Enum<E>> Optional<E> chosen(E[] all, @Nullable String value) {
        return Arrays.stream(all).filter(one -> key(one).equals(value)).findFirst();
    }

    private static String key(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same findings, and what the reader wrote. */
    WaveForm write(WaveFormPage.Written text) {
        return new WaveForm(scope, text);
    }

    /** What is to be done; empty where what is written says nothing that can be. */
    Optional<WaveAction> action() {
        return switch (written.what()) {
            case "assign" -> Optional.of(new WaveAction.Assign(written.owner()));
            case "accept" -> until();
            case "disable" -> days().map(WaveAction.Disable::new);
            default -> Optional.empty();
        };
    }

    /** Which field {@link #action} could not read. */
    String whatIsWrong() {
        return switch (written.what()) {
            case "accept" -> "until";
            case "disable" -> "days";
            default -> "what";
        };
    }

    /** The beginning of a day, in UTC. */
    private Optional<WaveAction> until() {
        try {
            return Optional.of(new WaveAction.Accept(
                    LocalDate.parse(written.until().strip())
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant(),
                    written.reason()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Integer> days() {
        return Optional.of(written.days().strip())
                .filter(text -> text.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(days -> days >= 1 && days <= WaveAction.Disable.LONGEST);
    }

    /** The page with what is written. */
    WaveFormPage page(String request) {
        return new WaveFormPage(
                request,
                new WaveFormPage.Scope(
                        scope.system().map(id -> id.value().toString()).orElse(""),
                        scope.kind().map(WaveForm::key).orElse(""),
                        scope.severity().map(WaveForm::key).orElse(""),
                        scope.owner().orElse(""),
                        scope.late(),
                        scope.text().orElse("")),
                WavesView.words(scope, Map.of()),
                written,
                "",
                "");
    }
}
