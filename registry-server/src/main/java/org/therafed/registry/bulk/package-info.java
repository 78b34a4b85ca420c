/** FHIR Bulk Data export of what row-level grants give. */
package org.therafed.registry.bulk;
