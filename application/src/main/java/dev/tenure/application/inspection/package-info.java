/** What accounts hold beside a password, asked of the targets account by account, apart from their listings. */
@NullMarked
package dev.tenure.application.inspection;

import org.jspecify.annotations.NullMarked;
