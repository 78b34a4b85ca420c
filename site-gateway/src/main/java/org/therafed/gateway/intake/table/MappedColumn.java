package org.therafed.gateway.intake.table;

import java.util.Optional;

/**
 * Where a column of the tables comes from at a site: a column of the site's, or a value that is
 * always the same.
 *
 * @param from the site's name of it, lower case; empty: {@code fixed} is there
 */
record MappedColumn(
    Column column, Optional<String> from, String fixed, FieldTranslation translation) {}
