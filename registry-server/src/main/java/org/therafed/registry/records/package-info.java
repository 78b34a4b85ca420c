/**
 * Reading records by FHIR R4 REST: a site what it sent, a person what a row-level grant gives.
 * Nothing here is a way around the disclosure door: without a grant in force a person reads no row.
 */
package org.therafed.registry.records;
