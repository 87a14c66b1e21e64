/** What every page has: layout, words, who is looking, form tokens, security headers. */
@NullMarked
package dev.tenure.web.page;

import org.jspecify.annotations.NullMarked;
