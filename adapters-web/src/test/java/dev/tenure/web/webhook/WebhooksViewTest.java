package dev.tenure.web.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhooksViewTest {

    @Test
    void everyStateIsSaidWithSinceWhenAndWhy() {
        String text = words(rendered("webhooks"));
        for (String said : List.of(
                "waits tried next 2026-03-12 13:55:07Z",
                "waits tried next 2026-03-12 14:06:07Z its waiting was raised 2 of 3 times",
                "the vendor answers with 503",
                "taken since 2026-03-12 14:05:07Z",
                "refused since 2026-03-12 14:05:07Z",
                "start_date: ",
                "is no JSON object: send one",
                "set aside since 2026-03-12 14:05:07Z",
                "the service itself failed on it: unexpected",
                "about no worker since 2026-03-12 14:05:07Z")) {
            assertTrue(text.contains(said), said + " is missing in " + text);
        }
    }

    /** The names are those by which the list is asked for, so none may be missing or misspelt. */
    @Test
    void everyStateCanBeAskedFor() {
        assertEquals(
                List.of("received", "taken", "refused", "set-aside", "ignored"),
                page("webhooks").states().stream()
                        .map(WebhooksPage.Option::value)
                        .toList());
        for (WebhooksView.Standing one : WebhooksView.Standing.values()) {
            assertEquals(Optional.of(one), WebhooksView.Standing.of(one.key()));
        }
        assertTrue(WebhooksView.Standing.of("nothing").isEmpty());
    }

    @Test
    void whatCanBeReadAgainIsOfferedToBeTakenUp() {
        List<String> offered = page("webhooks").deliveries().stream()
                .filter(one -> one.retryHref() != null)
                .map(one -> one.source() + " " + one.state().label())
                .toList();
        assertEquals(List.of("bob waits", "bob waits", "bob refused", "people set aside"), offered);
    }

    @Test
    void whoMayNotTakeOneUpIsNotOfferedTo() {
        for (String name : List.of("webhooks-read-only", "webhooks-confidential")) {
            assertTrue(page(name).deliveries().stream().allMatch(one -> one.retryHref() == null), name);
        }
    }

    @Test
    void theFormAndTheNextPageKeepWhatWasAskedFor() {
        WebhooksPage page = page("webhooks-narrowed");
        assertEquals("/ui/webhooks?source=bob&state=refused&after=key+%26+more", page.nextHref());
        assertTrue(rendered("webhooks-narrowed").all("input").stream()
                .anyMatch(input -> input.getAttribute("name").equals("state")
                        && input.getAttribute("value").equals("refused")));
    }

    @Test
    void aSourceSaysWhenItLastDelivered() {
        String text = words(rendered("webhooks"));
        assertTrue(text.contains("bob HiBob accepted 2026-03-12 13:55:07Z waits https://hr.example.com/api"), text);
        assertTrue(
                text.contains("people the generic shape turned away none yet nowhere: the delivery is the record"),
                text);
    }

    @Test
    void whoSeesDeliveriesAloneSeesNoSources() {
        assertEquals(List.of(), page("webhooks-confidential").sources());
        assertFalse(rendered("webhooks-confidential").text().contains("hr.example.com"));
    }

    @Test
    void secretsAreNamedNowhere() {
        SampleWebhooks.pages()
                .forEach(
                        (name, page) -> assertFalse(RenderedPage.of(page).html().contains("TENURE_SECRET"), name));
    }

    /** Even if a use case let it through: of whom a delivery is and what it says is for confidential HR alone. */
    @Test
    void ofWhomADeliveryIsShowsToConfidentialHrAlone() {
        assertTrue(words(rendered("webhooks-confidential")).contains("worker 4711 employee.left access ends at once"));
        WebhooksPage confidential = page("webhooks-confidential");
        WebhooksPage others = new WebhooksPage(
                false, List.of(), List.of(), List.of(), "", "", false, confidential.deliveries(), null);
        String text = RenderedPage.of(others).text();
        assertFalse(text.contains("4711") || text.contains("employee.left") || text.contains("at once"), text);
    }

    @Test
    void aWaitThatWasRaisedIsMarked() {
        List<String> tones = page("webhooks").deliveries().stream()
                .map(one -> one.state().tone())
                .toList();
        assertEquals(List.of("wait", "late", "good", "late", "late", "late", "held"), tones);
        assertEquals(SampleWebhooks.deliveries(WebhookDelivery.Hint.NOTHING).size(), tones.size());
    }

    private static WebhooksPage page(String name) {
        return (WebhooksPage) Objects.requireNonNull(SampleWebhooks.pages().get(name));
    }

    private static RenderedPage rendered(String name) {
        return RenderedPage.of(page(name));
    }

    /** What is read, with space between what stands apart. */
    private static String words(RenderedPage page) {
        return page.html().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
