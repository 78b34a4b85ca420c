package org.therafed.gateway.intake.table;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one of a site's exports becomes a table. {@code docs/mappings.md} describes its file.
 *
 * @param name of the file, without ending
 * @param sheet of workbooks; empty: the only visible one
 * @param charset of CSV whose sender names none
 * @param separator of CSV
 * @param ignored names of columns that are left out, lower case
 * @param empty texts that mean that there is nothing
 * @param columns in the order of the kind's
 */
record TableMapping(
    String name,
    TableKind kind,
    Optional<String> sheet,
    Charset charset,
    char separator,
    Set<String> ignored,
    Set<String> empty,
    List<MappedColumn> columns) {}
