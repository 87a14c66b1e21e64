package dev.tenure.web.page;

import org.jspecify.annotations.Nullable;

/**
 * The session here has ended.
 *
 * @param providerHref where the organisation's own session ends; null where the provider names no such place
 */
public record SignedOutPage(@Nullable String providerHref) implements Page {

    @Override
    public String template() {
        return "page/signed-out.html";
    }
}
