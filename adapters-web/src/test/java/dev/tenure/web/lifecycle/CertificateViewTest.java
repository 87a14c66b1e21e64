package dev.tenure.web.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.lifecycle.CertificateRules;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.web.page.RenderedPage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class CertificateViewTest {

    private static List<Element> lines(RenderedPage page) {
        return page.all("table").stream()
                .filter(table -> table.getAttribute("class").equals("lines"))
                .flatMap(table -> page.all("tr").stream()
                        .filter(row -> row.getParentNode().getNodeName().equals("tbody")
                                && row.getParentNode().getParentNode() == table))
                .toList();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Gone gone -> "gone";
            case Verdict.ByHand byHand -> "stated by hand";
            case Verdict.NotObservable hidden -> "not observable, expires by";
            case Verdict.Retained retained -> "retained";
            case Verdict.Open open -> "open";
        };
    }

    @Test
    void everyLineOfTheCertificateStandsOnThePageInItsVerdict() {
        LeaverCertificate certificate = CertificateRules.draw(SampleLeavers.open(), SampleLeavers.NOW);
        RenderedPage page =
                RenderedPage.of(SampleLeavers.certificate(SampleLeavers.open(), SampleLeavers.exceptions(), false));
        List<Element> rows = lines(page);
        assertEquals(certificate.lines().size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            LeaverCertificate.Line line = certificate.lines().get(i);
            String text = rows.get(i).getTextContent();
            assertTrue(text.contains(line.what()), text);
            assertTrue(text.contains(word(line.verdict())), text);
        }
    }

    @Test
    void goneStandsOnlyWhereTheTargetShowedIt() {
        LeaverCertificate certificate = CertificateRules.draw(SampleLeavers.open(), SampleLeavers.NOW);
        long gone = certificate.lines().stream()
                .filter(line -> line.verdict() instanceof Verdict.Gone)
                .count();
        RenderedPage page = RenderedPage.of(SampleLeavers.certificate(SampleLeavers.open(), List.of(), false));
        assertEquals(
                gone,
                lines(page).stream()
                        .filter(row -> row.getTextContent().contains("gone"))
                        .count());
    }

    @Test
    void whoSignedInAfterTheEndAndEveryKeyStandsOnThePage() {
        String text = RenderedPage.of(SampleLeavers.certificate(SampleLeavers.closed(), List.of(), true))
                .text();
        assertTrue(text.contains("1 sign-in, 1 call"), text);
        assertTrue(text.contains("log not available: the connector does not read sign-ins of this system"), text);
        assertTrue(text.contains("AK-77"), text);
    }

    @Test
    void anOpenCertificateSaysHowMuchIsOpenAndThatItIsNoEvidence() {
        String text = RenderedPage.of(
                        SampleLeavers.certificate(SampleLeavers.open(), SampleLeavers.exceptions(), false))
                .text();
        assertTrue(text.contains("Not complete: 28 open"), text);
        assertTrue(text.contains("so this page is a draft and not evidence"), text);
        assertFalse(text.contains("Complete: nothing is open"), text);
    }

    @Test
    void aCompleteCertificateSaysWhereItStandsInTheLog() {
        CertificatePage page = SampleLeavers.certificate(SampleLeavers.closed(), List.of(), true);
        assertTrue(page.complete());
        assertTrue(page.place().covered());
        assertEquals("larkfield.example/tenure", page.place().origin());
        assertEquals("5d1c0a3e", page.place().keyId());
        RenderedPage rendered = RenderedPage.of(page);
        List<String> codes =
                rendered.all("code").stream().map(Element::getTextContent).toList();
        assertTrue(
                codes.containsAll(List.of("4811", "4902", "larkfield.example/tenure", "5d1c0a3e")), codes.toString());
        String text = rendered.text();
        assertTrue(text.contains("./tenure verify audit.export --key audit.pub"), text);
    }

    @Test
    void whatWasGoneTooLateSaysSo() {
        String text = RenderedPage.of(SampleLeavers.certificate(SampleLeavers.closed(), List.of(), true))
                .text();
        assertTrue(text.contains("2026-03-12 14:22:32Z, after its deadline"), text);
    }
}
