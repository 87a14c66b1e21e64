package dev.tenure.web.page;

import jakarta.enterprise.context.RequestScoped;

/** The random value in the browser's cookie that this request's form tokens are bound to. */
@RequestScoped
public class CsrfNonce {

    private String value = "";
    private boolean fresh;

    void known(String text) {
        value = text;
        fresh = false;
    }

    void drawn(String text) {
        value = text;
        fresh = true;
    }

    String value() {
        return value;
    }

    boolean fresh() {
        return fresh;
    }
}
