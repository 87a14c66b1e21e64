package dev.tenure.web.wave;

import dev.tenure.web.page.Page;

/**
 * The form by which a wave is prepared.
 *
 * @param request names this sending of the form, so that sending it twice prepares one wave
 * @param scope which open findings, as the form carries it
 * @param taken the same in words
 * @param written what the reader wrote
 * @param wrong what of that is wrong; empty where nothing is
 * @param trouble why no wave came of it, whatever was written; empty where nothing is
 */
public record WaveFormPage(String request, Scope scope, String taken, Written written, String wrong, String trouble)
        implements Page {

    @Override
    public String template() {
        return "wave/form.html";
    }

    /** The same, and one field is wrong. */
    WaveFormPage wrong(String field) {
        return new WaveFormPage(request, scope, taken, written, field, trouble);
    }

    /** The same, and no wave came of it. */
    WaveFormPage trouble(String why) {
        return new WaveFormPage(request, scope, taken, written, wrong, why);
    }

    /** Which open findings; each empty where it does not matter. */
    public record Scope(String system, String kind, String severity, String owner, boolean late, String text) {}

    /** What the reader wrote. */
    public record Written(String name, String what, String owner, String until, String reason, String days) {}
}
