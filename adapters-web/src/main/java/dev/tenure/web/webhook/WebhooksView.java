package dev.tenure.web.webhook;

import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.webhook.WebhooksPage.Delivery;
import dev.tenure.web.webhook.WebhooksPage.Option;
import dev.tenure.web.webhook.WebhooksPage.Source;
import dev.tenure.web.webhook.WebhooksPage.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out the page about signed deliveries. */
final class WebhooksView {

    static final String ADDRESS = "/ui/webhooks";

    private WebhooksView() {}

    /** What a delivery can have come to, by the names that it is asked for by. */
    enum Standing {
        RECEIVED("waits", "wait"),
        TAKEN("taken", "good"),
        REFUSED("refused", "late"),
        SET_ASIDE("set aside", "late"),
        IGNORED("about no worker", "held");

        private final String label;
        private final String tone;

        Standing(String label, String tone) {
            this.label = label;
            this.tone = tone;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Standing> of(@Nullable String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }

        private static Standing of(WebhookDelivery delivery) {
            return switch (delivery) {
                case WebhookDelivery.Waiting waiting -> RECEIVED;
                case WebhookDelivery.Taken taken -> TAKEN;
                case WebhookDelivery.Refused refused -> REFUSED;
                case WebhookDelivery.SetAside aside -> SET_ASIDE;
                case WebhookDelivery.Ignored ignored -> IGNORED;
            };
        }
    }

    /**
     * A source and what came of it last.
     *
     * @param last empty where nothing has come in
     */
    record Known(WebhookSource source, Optional<WebhookDelivery> last) {}

    /**
     * The page.
     *
     * @param sources empty where the reader may not see them
     */
    static WebhooksPage page(
            ListWebhookDeliveries.Outcome.Listed listed,
            WebhookDeliveries.Filter filter,
            Optional<List<Known>> sources,
            Caller caller) {
        String source = filter.source().orElse("");
        String state = filter.state().orElse("");
        List<Known> known = sources.orElse(List.of());
        Set<String> names =
                known.stream().map(one -> one.source().name()).collect(Collectors.toCollection(TreeSet::new));
        filter.source().ifPresent(names::add);
        Set<String> readAgain = known.stream()
                .filter(one -> one.source().api().isPresent())
                .map(one -> one.source().name())
                .collect(Collectors.toSet());
        boolean mayRetry = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
        return new WebhooksPage(
                sources.isPresent(),
                known.stream().map(WebhooksView::source).toList(),
                names.stream()
                        .map(name -> new Option(name, name, name.equals(source)))
                        .toList(),
                Arrays.stream(Standing.values())
                        .map(one -> new Option(one.key(), one.label, one.key().equals(state)))
                        .toList(),
                source,
                state,
                caller.hasAny(Role.CONFIDENTIAL_HR),
                listed.deliveries().items().stream()
                        .map(delivery -> delivery(delivery, mayRetry && canBeTakenUp(delivery, readAgain)))
                        .toList(),
                listed.deliveries()
                        .next()
                        .map(key -> Query.address(ADDRESS, "source", source, "state", state, "after", key))
                        .orElse(null));
    }

    private static Source source(Known known) {
        WebhookSource source = known.source();
        return new Source(
                source.name(),
                vendor(source.vendor()),
                source.enabled(),
                source.api().map(VendorApi::address).orElse(null),
                Moment.of(known.last().map(last -> last.receipt().receivedAt())),
                known.last().map(WebhooksView::state).orElse(null),
                Query.address(ADDRESS, "source", source.name()));
    }

    private static String vendor(Vendor vendor) {
        return switch (vendor) {
            case BAMBOOHR -> "BambooHR";
            case GUSTO -> "Gusto";
            case HIBOB -> "HiBob";
            case GENERIC -> "the generic shape";
        };
    }

    private static State state(WebhookDelivery delivery) {
        Standing standing = Standing.of(delivery);
        boolean raised = delivery instanceof WebhookDelivery.Waiting waiting && waiting.escalation() > 0;
        return new State(standing.label, raised ? "late" : standing.tone);
    }

    private static boolean canBeTakenUp(WebhookDelivery delivery, Set<String> readAgain) {
        return switch (delivery) {
            case WebhookDelivery.Waiting waiting -> true;
            case WebhookDelivery.SetAside aside -> true;
            case WebhookDelivery.Refused refused ->
                readAgain.contains(refused.receipt().source());
            case WebhookDelivery.Taken taken -> false;
            case WebhookDelivery.Ignored ignored -> false;
        };
    }

    private static Delivery delivery(WebhookDelivery delivery, boolean offered) {
        WebhookDelivery.Receipt receipt = delivery.receipt();
        WebhookDelivery.@Nullable Waiting waiting = delivery instanceof WebhookDelivery.Waiting one ? one : null;
        return new Delivery(
                Moment.of(receipt.receivedAt()),
                receipt.source(),
                Query.address(ADDRESS, "source", receipt.source()),
                state(delivery),
                Moment.of(ended(delivery)),
                waiting == null ? null : Moment.of(waiting.dueAt()),
                waiting == null ? 0 : waiting.escalation(),
                delivery.attempts(),
                reasons(delivery),
                receipt.hint().event().orElse(null),
                receipt.hint().worker().orElse(null),
                receipt.hint().immediate(),
                offered ? ADDRESS + "/deliveries/" + receipt.id().value() + "/retry" : null);
    }

    private static Optional<Instant> ended(WebhookDelivery delivery) {
        return switch (delivery) {
            case WebhookDelivery.Waiting waiting -> Optional.empty();
            case WebhookDelivery.Taken taken -> Optional.of(taken.takenAt());
            case WebhookDelivery.Refused refused -> Optional.of(refused.refusedAt());
            case WebhookDelivery.SetAside aside -> Optional.of(aside.setAsideAt());
            case WebhookDelivery.Ignored ignored -> Optional.of(ignored.ignoredAt());
        };
    }

    private static List<String> reasons(WebhookDelivery delivery) {
        return switch (delivery) {
            case WebhookDelivery.Waiting waiting -> waiting.last().stream().toList();
            case WebhookDelivery.Refused refused ->
                refused.problems().stream().map(WebhooksView::text).toList();
            case WebhookDelivery.SetAside aside -> List.of("the service itself failed on it: " + aside.fault());
            case WebhookDelivery.Taken taken -> List.of();
            case WebhookDelivery.Ignored ignored -> List.of();
        };
    }

    private static String text(WorkerRow.Problem problem) {
        return problem.field().isEmpty() ? problem.reason() : problem.field() + ": " + problem.reason();
    }
}
