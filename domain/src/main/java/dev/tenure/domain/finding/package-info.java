/** What is wrong with access as the targets show it, who has to see to it, and by when. */
@NullMarked
package dev.tenure.domain.finding;

import org.jspecify.annotations.NullMarked;
