package org.therafed.gateway.flow;

import org.therafed.dicom.convert.IdentifiedBundle;

/** An item that was converted. */
record Converted(Item item, IdentifiedBundle bundle) {}
